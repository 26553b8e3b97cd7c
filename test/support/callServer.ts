import type { ApiName } from "../../src/shared/failures.ts";
import { startServer, type RunningServer } from "./openaiServer.ts";

/** A server that answers `Well done.` by whatever API it is asked, and keeps what it was asked. */
export function startCallServer(): Promise<RunningServer> {
  return startServer((response, { url, body }) => {
    const api = apiOf(url);
    const { stream } = JSON.parse(body) as { readonly stream?: boolean };
    response.writeHead(200, { "content-type": stream ? "text/event-stream" : "application/json" });
    response.end(
      stream
        ? `${STREAMS[api].map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`
        : JSON.stringify(WHOLE[api]),
    );
  });
}

function apiOf(url: string): ApiName {
  if (url.includes("/responses")) return "responses";
  return url.includes("/chat/") ? "chat" : "completions";
}

const head = { id: "1", created: 1, model: "gpt-test" };
const TEXT = "Well done.";
const response = {
  ...head,
  object: "response",
  created_at: 1,
  status: "completed",
  error: null,
  output: [
    {
      type: "message",
      id: "m",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: TEXT, annotations: [] }],
    },
  ],
};

const WHOLE: Readonly<Record<ApiName, object>> = {
  responses: response,
  chat: {
    ...head,
    object: "chat.completion",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: TEXT } }],
  },
  completions: { ...head, object: "text_completion", choices: [{ index: 0, finish_reason: "stop", text: TEXT }] },
};

const STREAMS: Readonly<Record<ApiName, readonly object[]>> = {
  responses: [
    { type: "response.created", sequence_number: 0, response: { ...response, status: "in_progress", output: [] } },
    {
      type: "response.output_text.delta",
      sequence_number: 1,
      item_id: "m",
      output_index: 0,
      content_index: 0,
      delta: TEXT,
      logprobs: [],
    },
    { type: "response.completed", sequence_number: 2, response },
  ],
  chat: [
    {
      ...head,
      object: "chat.completion.chunk",
      choices: [{ index: 0, finish_reason: null, delta: { role: "assistant", content: TEXT } }],
    },
    { ...head, object: "chat.completion.chunk", choices: [{ index: 0, finish_reason: "stop", delta: {} }] },
    {
      ...head,
      object: "chat.completion.chunk",
      choices: [],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    },
  ],
  completions: [{ ...head, object: "text_completion", choices: [{ index: 0, finish_reason: "stop", text: TEXT }] }],
};

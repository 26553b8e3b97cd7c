import type { ModelEvent } from "../../src/core/ports/model.ts";
import type { ApiName } from "../../src/shared/failures.ts";

/** How one of the APIs streams an answer and sends it in one piece, as OpenAI's own server does. */
export type Dialect = {
  readonly api: ApiName;
  /** Events before the text. */
  readonly begin: readonly object[];
  say(text: string): object;
  /** Why the answer ended, and the usage. */
  readonly end: readonly object[];
  /** What follows the last event. */
  readonly done: string;
  /** An event as it is written. */
  write(event: object): string;
  /** The same answer in one piece. */
  whole(text: string): object;
};

const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const RESPONSES_USAGE = { input_tokens: 3, output_tokens: 2, total_tokens: 5 };

const about = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1_795_348_800, model: "gpt-test" };
const completion = { ...about, id: "cmpl-1", object: "text_completion" };
const response = { id: "resp_1", object: "response", created_at: 1_795_348_800, model: "gpt-test", error: null };
const part = { item_id: "msg_1", output_index: 0, content_index: 0 };

const write = (event: object): string => `data: ${JSON.stringify(event)}\n\n`;

export const chatDialect: Dialect = {
  api: "chat",
  begin: [{ ...about, choices: [{ index: 0, delta: { role: "assistant", content: "" }, finish_reason: null }] }],
  say: (content) => ({ ...about, choices: [{ index: 0, delta: { content }, finish_reason: null }] }),
  end: [
    { ...about, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
    { ...about, choices: [], usage: USAGE },
  ],
  done: "data: [DONE]\n\n",
  write,
  whole: (content) => ({
    ...about,
    object: "chat.completion",
    choices: [{ index: 0, message: { role: "assistant", content, refusal: null }, finish_reason: "stop" }],
    usage: USAGE,
  }),
};

export const completionsDialect: Dialect = {
  api: "completions",
  begin: [],
  say: (text) => ({ ...completion, choices: [{ index: 0, text, logprobs: null, finish_reason: null }] }),
  end: [
    { ...completion, choices: [{ index: 0, text: "", logprobs: null, finish_reason: "stop" }] },
    { ...completion, choices: [], usage: USAGE },
  ],
  done: "data: [DONE]\n\n",
  write,
  whole: (text) => ({
    ...completion,
    choices: [{ index: 0, text, logprobs: null, finish_reason: "stop" }],
    usage: USAGE,
  }),
};

const outputOf = (text: string): readonly object[] => [
  {
    id: "msg_1",
    type: "message",
    status: "completed",
    role: "assistant",
    content: [{ type: "output_text", text, annotations: [] }],
  },
];

export const responsesDialect: Dialect = {
  api: "responses",
  begin: [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    { type: "response.output_item.added", output_index: 0, item: { id: "msg_1", type: "message", content: [] } },
  ],
  say: (delta) => ({ type: "response.output_text.delta", ...part, delta, logprobs: [] }),
  end: [
    { type: "response.completed", response: { ...response, status: "completed", output: [], usage: RESPONSES_USAGE } },
  ],
  done: "",
  write: (event) => `event: ${"type" in event ? String(event.type) : "message"}\n${write(event)}`,
  whole: (text) => ({ ...response, status: "completed", output: outputOf(text), usage: RESPONSES_USAGE }),
};

export const dialects: readonly Dialect[] = [chatDialect, responsesDialect, completionsDialect];

/** The whole of a stream that says this. */
export function stream(dialect: Dialect, ...texts: readonly string[]): string {
  const events = [...dialect.begin, ...texts.map((text) => dialect.say(text)), ...dialect.end];
  return events.map((event) => dialect.write(event)).join("") + dialect.done;
}

/** What the model port makes of a stream that says this. */
export function answered(text: string): readonly ModelEvent[] {
  return [...said(text), { type: "end", reason: "complete", usage: { input: 3, output: 2 } }];
}

export function said(text: string): readonly ModelEvent[] {
  return text === "" ? [] : [{ type: "text-delta", text }];
}

/** With the texts joined that follow one another: how the network cut them is nobody's business. */
export function joined(events: readonly ModelEvent[]): readonly ModelEvent[] {
  const result: ModelEvent[] = [];
  for (const event of events) {
    const last = result.at(-1);
    if (event.type === "text-delta" && last?.type === "text-delta" && event.choice === last.choice) {
      result[result.length - 1] = { ...last, text: last.text + event.text };
    } else {
      result.push(event);
    }
  }
  return result;
}

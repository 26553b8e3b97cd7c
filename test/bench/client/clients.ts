import { parseEndpoint } from "../../../src/core/settings/endpoint.ts";
import { createOpenAiConnector } from "../../../src/providers/openai/main.ts";
import type { Pair } from "../subjects.ts";

/** Asks, gives the text as it comes, and returns when the answer has ended or the signal was aborted. */
export type Client = (baseUrl: string, onText: (text: string) => void, signal: AbortSignal) => Promise<void>;

const HEADERS = { "content-type": "application/json", authorization: "Bearer sk-bench" };
const QUESTION = "What is this?";

/** What the extension asks with. */
const ours: Client = async (baseUrl, onText, signal) => {
  const connector = createOpenAiConnector({ fetch, userAgent: "bench" });
  const client = await connector.connect(
    {
      endpoint: parseEndpoint(baseUrl),
      api: "chat",
      key: "sk-bench",
      headers: {},
      timeouts: { firstByte: 60_000, idle: 60_000 },
    },
    { of: () => [], remember: async () => undefined },
  );
  const messages = [{ role: "user", text: QUESTION }] as const;
  for await (const event of client.stream({ model: "bench", instructions: "", messages, parameters: {} }, signal)) {
    if (event.type === "text-delta") onText(event.text);
    if (event.type === "end" && event.reason === "failed") throw new Error(`Failed: ${event.failure.code}`);
  }
};

/**
 * The least that reads an answer: fetch, lines, `JSON.parse`, the text. It knows no error, no timeout, no keep-alive,
 * no line end but LF and no other end than the one that OpenAI sends.
 */
const bare: Client = async (baseUrl, onText, signal) => {
  const body = JSON.stringify({ model: "bench", messages: [{ role: "user", content: QUESTION }], stream: true });
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, { method: "POST", headers: HEADERS, body, signal });
    const decoder = new TextDecoder();
    let rest = "";
    for await (const piece of response.body ?? []) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "" || line === "data: [DONE]") continue;
        const text: unknown = JSON.parse(line.slice("data: ".length)).choices[0]?.delta.content;
        if (typeof text === "string") onText(text);
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

export const clients: Pair<Client> = { ours, floor: bare };

import { longAnswer } from "../longAnswer.ts";

/** How much text the answer holds, in bytes. */
export const ANSWER_BYTES = 200_000;

const ID = "chatcmpl-Bx7kQ2mVn4TzYp0aRfLw9sHd";

/** One event of `/chat/completions` as OpenAI writes it. */
export function toEvent(content: string): string {
  return write([{ index: 0, delta: { content }, logprobs: null, finish_reason: null }], null);
}

/** What OpenAI sends after the text: the reason to end, the usage, and that nothing follows. */
export const LAST_EVENTS = [
  write([{ index: 0, delta: {}, logprobs: null, finish_reason: "stop" }], null),
  write([], { prompt_tokens: 1_200, completion_tokens: 50_000, total_tokens: 51_200 }),
  "data: [DONE]\n\n",
].join("");

/** Markdown of `ANSWER_BYTES` in pieces about as long as a model's tokens. */
export const TOKENS: readonly string[] =
  longAnswer
    .repeat(3)
    .slice(0, ANSWER_BYTES)
    .match(/\s?\w{1,6}|\s+|[^\w\s]{1,3}/g) ?? [];

/** The whole answer as it goes over the wire. */
export function recordedAnswer(): string {
  return TOKENS.map(toEvent).join("") + LAST_EVENTS;
}

function write(choices: readonly object[], usage: object | null): string {
  const about = { id: ID, object: "chat.completion.chunk", created: 1_795_348_800, model: "gpt-5.1-2026-06-01" };
  const chunk = { ...about, service_tier: "default", system_fingerprint: "fp_b2c5d1e9f0", choices, usage };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

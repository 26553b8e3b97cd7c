import type { ApiName } from "../../src/shared/failures.ts";
import { chatDialect, completionsDialect, dialects, responsesDialect, stream } from "./dialects.ts";

/** A body of an answer, as a server sends it. */
export type Recorded = { readonly api: ApiName; readonly what: string; readonly body: string };

const toolCall = (tool_call: object): object => ({
  choices: [{ index: 0, delta: { tool_calls: [tool_call] }, finish_reason: null }],
});
const choice = (index: number, content: string): object => ({
  choices: [{ index, delta: { content }, finish_reason: null }],
});
const ended = (index: number, finish_reason: string): object => ({ choices: [{ index, delta: {}, finish_reason }] });
const delta = (said: object): object => ({ choices: [{ index: 0, delta: said, finish_reason: null }] });

const chat = (what: string, ...events: readonly object[]): Recorded => ({
  api: "chat",
  what,
  body: [...chatDialect.begin, ...events].map((event) => chatDialect.write(event)).join("") + chatDialect.done,
});

const responses = (what: string, ...events: readonly object[]): Recorded => ({
  api: "responses",
  what,
  body: [...responsesDialect.begin, ...events, ...responsesDialect.end]
    .map((event) => responsesDialect.write(event))
    .join(""),
});

const call = { id: "fc_1", type: "function_call", status: "completed", call_id: "call_1", name: "read_file" };

/** One of each kind of answer. All are well-formed and end properly. */
export const recordedStreams: readonly Recorded[] = [
  ...dialects.map((dialect) => ({
    api: dialect.api,
    what: "text",
    body: stream(dialect, "Hello", ", ", "Grüße, ", "世界 👩‍🚀", "\n\n```ts\nconst a = 1;\n```\n"),
  })),
  ...dialects.map((dialect) => ({
    api: dialect.api,
    what: "text in one piece",
    body: JSON.stringify(dialect.whole("Hello, 世界 👩‍🚀")),
  })),
  chat(
    "tool calls",
    toolCall({ index: 0, id: "call_1", type: "function", function: { name: "read_file", arguments: "" } }),
    toolCall({ index: 0, function: { arguments: '{"path":' } }),
    toolCall({ index: 0, function: { arguments: '"src/a.ts"}' } }),
    toolCall({ index: 1, id: "call_2", type: "function", function: { name: "now", arguments: "{}" } }),
    ended(0, "tool_calls"),
  ),
  chat("thought before text", delta({ reasoning_content: "Hm. " }), delta({ content: "Yes." }), ended(0, "stop")),
  chat("a refusal", delta({ refusal: "I cannot " }), delta({ refusal: "do that." }), ended(0, "stop")),
  chat("two answers", choice(0, "One"), choice(1, "Two"), choice(0, " more"), ended(0, "stop"), ended(1, "stop")),
  chat("an answer at its limit", choice(0, "Once upon a"), ended(0, "length")),
  {
    api: "completions",
    what: "an answer at its limit",
    body:
      completionsDialect.write(completionsDialect.say("Once upon a")) +
      completionsDialect.write({ choices: [{ index: 0, text: "", finish_reason: "length" }] }) +
      completionsDialect.done,
  },
  responses(
    "a tool call",
    { type: "response.output_item.added", output_index: 0, item: { ...call, status: "in_progress", arguments: "" } },
    { type: "response.function_call_arguments.delta", item_id: "fc_1", output_index: 0, delta: '{"path":"a.ts"}' },
    { type: "response.function_call_arguments.done", item_id: "fc_1", output_index: 0, arguments: '{"path":"a.ts"}' },
    { type: "response.output_item.done", output_index: 0, item: { ...call, arguments: '{"path":"a.ts"}' } },
  ),
  responses(
    "thought before text",
    { type: "response.reasoning_summary_text.delta", item_id: "rs_1", summary_index: 0, delta: "Hm." },
    {
      type: "response.output_item.done",
      output_index: 0,
      item: { id: "rs_1", type: "reasoning", summary: [], encrypted_content: "gAAAA" },
    },
    responsesDialect.say("Yes."),
  ),
  responses("a refusal", { type: "response.refusal.delta", item_id: "msg_1", delta: "No." }),
];

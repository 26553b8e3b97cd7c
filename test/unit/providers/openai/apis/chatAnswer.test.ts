import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { chatApi } from "../../../../../src/providers/openai/apis/chat.ts";
import { ServerError } from "../../../../../src/providers/openai/serverError.ts";
import { readPayloads } from "../../../../support/openaiWorld.ts";

const text = (content: unknown, finish_reason: unknown = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});
const finish = (finish_reason: unknown) => ({ choices: [{ index: 0, delta: {}, finish_reason }] });
const call = (...tool_calls: readonly object[]) => ({ choices: [{ index: 0, delta: { tool_calls } }] });
const read = (...payloads: readonly unknown[]) => readPayloads(chatApi, ...payloads);

describe("The stream of Chat Completions", () => {
  it("is read as text and an end with the usage, which comes after the finish reason", async () => {
    const usage = {
      prompt_tokens: 10,
      prompt_tokens_details: { cached_tokens: 4 },
      completion_tokens: 7,
      completion_tokens_details: { reasoning_tokens: 5 },
    };
    const begin = { choices: [{ delta: { role: "assistant", content: "" } }] };
    const { events } = await read(begin, text("Hel"), text("lo"), finish("stop"), { choices: [], usage });
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hel" },
      { type: "text-delta", text: "lo" },
      { type: "end", reason: "complete", usage: { input: 10, cachedInput: 4, output: 7, reasoning: 5 } },
    ]);
  });

  it("takes text and finish reason out of one chunk", async () => {
    assert.deepEqual((await read(text("Hello", "stop"))).events, [
      { type: "text-delta", text: "Hello" },
      { type: "end", reason: "complete" },
    ]);
  });

  it("tells a refusal from text, and what the model thought from both", async () => {
    const delta = { content: null, refusal: "No." };
    const thought = { choices: [{ delta: { reasoning_content: "Hm. " } }] };
    const thoughtToo = { choices: [{ delta: { reasoning: "Well." } }] };
    assert.deepEqual((await read(thought, thoughtToo, { choices: [{ delta }] }, finish("stop"))).events, [
      { type: "reasoning-delta", text: "Hm. " },
      { type: "reasoning-delta", text: "Well." },
      { type: "refusal-delta", text: "No." },
      { type: "end", reason: "complete" },
    ]);
  });

  it("tells the answers apart when there are several", async () => {
    const second = (content: string, finish_reason: string | null) => ({
      choices: [{ index: 1, delta: { content }, finish_reason }],
    });
    assert.deepEqual((await read(text("One"), second("Two", "length"), finish("stop"))).events, [
      { type: "text-delta", text: "One" },
      { type: "text-delta", text: "Two", choice: 1 },
      { type: "end", reason: "complete" },
    ]);
  });

  it("ends for the reason that the server gives, and completely for one that only the server knows", async () => {
    for (const [reason, expected] of [
      ["stop", "complete"],
      ["length", "length"],
      ["content_filter", "filtered"],
      ["tool_calls", "tool-calls"],
      ["end_turn", "complete"],
    ] as const) {
      assert.deepEqual((await read(finish(reason))).events, [{ type: "end", reason: expected }]);
    }
  });

  it("keeps the reason when later chunks have none, or a better one", async () => {
    const { events } = await read(finish("length"), finish(null), finish(""), finish("stop"), { choices: [] });
    assert.deepEqual(events, [{ type: "end", reason: "length" }]);
  });

  it("has no end without a finish reason, which an empty one is not", async () => {
    for (const reason of [null, undefined, "", 7]) {
      assert.deepEqual((await read(text("Hel", reason))).events, [{ type: "text-delta", text: "Hel" }]);
    }
  });

  it("passes over empty choices, missing deltas, absent usage and chunks that are none", async () => {
    const { events } = await read(
      null,
      7,
      {},
      { choices: [], usage: null },
      { choices: null },
      { choices: {} },
      { choices: [null] },
      { choices: [{}] },
      { choices: [{ delta: null }] },
      text(7),
      text([7]),
      call({ function: null }, {}),
      finish("stop"),
    );
    assert.deepEqual(events.at(-1), { type: "end", reason: "tool-calls" });
    assert.equal(events.length, 2);
  });
});

describe("A tool call of Chat Completions", () => {
  const callsOf = async (...payloads: readonly unknown[]) =>
    (await read(...payloads, finish("tool_calls"))).events.flatMap((event) =>
      event.type === "tool-call" ? [event.call] : [],
    );

  it("is put together from its pieces by index", async () => {
    assert.deepEqual(
      await callsOf(
        call({ index: 0, id: "a", function: { name: "read", arguments: "" } }),
        call({ index: 1, id: "b", function: { name: "list", arguments: '{"in":' } }),
        call({ index: 0, function: { arguments: '{"path":"x"}' } }),
        call({ index: 1, function: { arguments: '"src"}' } }),
      ),
      [
        { id: "a", name: "read", input: { path: "x" } },
        { id: "b", name: "list", input: { in: "src" } },
      ],
    );
  });

  it("is another one when its id is new, though every index is 0 or missing", async () => {
    for (const index of [0, undefined]) {
      assert.deepEqual(
        await callsOf(
          call({ index, id: "a", function: { name: "read", arguments: '{"path":"x"}' } }),
          call({ index, id: "b", function: { name: "read", arguments: '{"path"' } }),
          call({ index, function: { arguments: ':"y"}' } }),
        ),
        [
          { id: "a", name: "read", input: { path: "x" } },
          { id: "b", name: "read", input: { path: "y" } },
        ],
      );
    }
  });

  it("takes its input as an object too, and none at all as an empty one", async () => {
    assert.deepEqual(await callsOf(call({ id: "a", function: { name: "read", arguments: { path: "x" } } })), [
      { id: "a", name: "read", input: { path: "x" } },
    ]);
    assert.deepEqual(await callsOf(call({ id: "a", function: { name: "now" } })), [
      { id: "a", name: "now", input: {} },
    ]);
  });

  it("ends as such, whatever the server says", async () => {
    const { events } = await read(call({ id: "a", function: { name: "now" } }), finish("stop"));
    assert.deepEqual(events.at(-1), { type: "end", reason: "tool-calls" });
  });

  it("never comes out with an input that is not a JSON object", async () => {
    for (const input of ['{"path":', "[]", "7", "null"]) {
      const { error, events } = await read(
        call({ id: "a", function: { name: "read", arguments: input } }),
        finish("stop"),
      );
      assert.ok(error instanceof ServerError, input);
      assert.deepEqual(events, []);
    }
  });
});

describe("An answer of Chat Completions in one piece", () => {
  it("is read as its message, its usage, and an end, with a reason or without", async () => {
    for (const finish_reason of ["stop", null]) {
      const reader = chatApi.createReader();
      const body = { choices: [{ message: { content: "Hello" }, finish_reason }], usage: { prompt_tokens: 1 } };
      assert.deepEqual(
        [...(reader.readWhole(body) ?? []), ...(reader.end() ?? [])],
        [
          { type: "text-delta", text: "Hello" },
          { type: "end", reason: "complete", usage: { input: 1 } },
        ],
      );
    }
  });

  it("may have its text in parts", async () => {
    const reader = chatApi.createReader();
    const content = [{ type: "text", text: "Hel" }, { type: "text", text: "lo" }, null];
    assert.deepEqual(reader.readWhole({ choices: [{ message: { content } }] }), [
      { type: "text-delta", text: "Hello" },
    ]);
  });
});

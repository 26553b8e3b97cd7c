import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toChatModelEvents } from "../../../../src/providers/openai/chatEvents.ts";
import { read } from "../../../support/openaiWorld.ts";

const text = (content: unknown, finish_reason: unknown = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});
const finish = (finish_reason: unknown) => ({ choices: [{ index: 0, delta: {}, finish_reason }] });

describe("The stream of Chat Completions", () => {
  it("is read as text and an end with the usage, which comes after the finish reason", async () => {
    const { events } = await read(
      toChatModelEvents(
        stream({ choices: [{ delta: { role: "assistant", content: "" } }] }, text("Hel"), text("lo"), finish("stop"), {
          choices: [],
          usage: {
            prompt_tokens: 10,
            prompt_tokens_details: { cached_tokens: 4 },
            completion_tokens: 7,
            completion_tokens_details: { reasoning_tokens: 5 },
          },
        }),
      ),
    );
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hel" },
      { type: "text-delta", text: "lo" },
      { type: "end", reason: "complete", usage: { input: 10, cachedInput: 4, output: 7, reasoning: 5 } },
    ]);
  });

  it("takes text and finish reason out of one chunk", async () => {
    const { events } = await read(toChatModelEvents(stream(text("Hello", "stop"))));
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hello" },
      { type: "end", reason: "complete" },
    ]);
  });

  it("tells a refusal as text", async () => {
    const refusal = { choices: [{ delta: { content: null, refusal: "No." } }] };
    assert.equal((await read(toChatModelEvents(stream(refusal, finish("stop"))))).text, "No.");
  });

  it("ends for the reason that the server gives, and completely for one that only the server knows", async () => {
    for (const [reason, expected] of [
      ["stop", "complete"],
      ["length", "length"],
      ["content_filter", "filtered"],
      ["tool_calls", "complete"],
      ["end_turn", "complete"],
    ] as const) {
      assert.deepEqual((await read(toChatModelEvents(stream(finish(reason))))).events, [
        { type: "end", reason: expected },
      ]);
    }
  });

  it("keeps the reason when later chunks have none", async () => {
    const { events } = await read(
      toChatModelEvents(stream(finish("length"), finish(null), finish(""), { choices: [] })),
    );
    assert.deepEqual(events, [{ type: "end", reason: "length" }]);
  });

  it("has no end without a finish reason, which an empty one is not", async () => {
    for (const reason of [null, undefined, "", 7]) {
      const { events } = await read(toChatModelEvents(stream(text("Hel", reason))));
      assert.deepEqual(events, [{ type: "text-delta", text: "Hel" }]);
    }
  });

  it("passes over empty choices, missing deltas, absent usage and chunks that are none", async () => {
    const { events } = await read(
      toChatModelEvents(
        stream(
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
          text(["parts"]),
          finish("stop"),
        ),
      ),
    );
    assert.deepEqual(events, [{ type: "end", reason: "complete" }]);
  });

  it("is complete when only what follows the finish reason breaks", async () => {
    const { events, error } = await read(toChatModelEvents(breaking(text("Hello"), finish("stop"))));
    assert.equal(error, undefined);
    assert.deepEqual(events.at(-1), { type: "end", reason: "complete" });
  });

  it("breaks with the stream before that", async () => {
    const { events, error } = await read(toChatModelEvents(breaking(text("Hel"))));
    assert.deepEqual(events, [{ type: "text-delta", text: "Hel" }]);
    assert.equal(error, BROKEN);
  });
});

const BROKEN = new Error("broken");

async function* stream(...chunks: readonly unknown[]): AsyncGenerator {
  yield* chunks;
}

async function* breaking(...chunks: readonly unknown[]): AsyncGenerator {
  yield* chunks;
  throw BROKEN;
}

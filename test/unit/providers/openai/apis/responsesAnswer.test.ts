import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { responsesApi } from "../../../../../src/providers/openai/apis/responses.ts";
import { ServerError } from "../../../../../src/providers/openai/serverError.ts";
import { readPayloads } from "../../../../support/openaiWorld.ts";

const delta = (text: unknown) => ({ type: "response.output_text.delta", delta: text });
const completed = (response: object = {}) => ({ type: "response.completed", response });
const done = (item: object) => ({ type: "response.output_item.done", item });
const read = (...payloads: readonly unknown[]) => readPayloads(responsesApi, ...payloads);

describe("The stream of the Responses API", () => {
  it("is read as text and an end with the usage", async () => {
    const usage = {
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 4 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 5 },
      total_tokens: 17,
    };
    const message = { type: "message", content: [{ type: "output_text", text: "Hello" }] };
    const { events } = await read(
      { type: "response.created", response: { id: "resp_1", status: "in_progress" } },
      { type: "response.output_item.added", item: { type: "message" } },
      delta("Hel"),
      delta("lo"),
      { type: "response.output_text.done", text: "Hello" },
      done(message),
      completed({ usage, output: [message] }),
    );
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hel" },
      { type: "text-delta", text: "lo" },
      { type: "end", reason: "complete", usage: { input: 10, cachedInput: 4, output: 7, reasoning: 5 } },
    ]);
  });

  it("has its text also where the server sends it only when it is whole", async () => {
    const message = { type: "message", content: [{ type: "output_text", text: "Hello" }] };
    for (const payloads of [[done(message), completed()], [completed({ output: [message] })]]) {
      assert.equal((await read(...payloads)).text, "Hello");
    }
  });

  it("tells a refusal, and what the model thought", async () => {
    const thought = { type: "response.reasoning_summary_text.delta", delta: "Hm." };
    assert.deepEqual((await read(thought, { type: "response.refusal.delta", delta: "No." }, completed())).events, [
      { type: "reasoning-delta", text: "Hm." },
      { type: "refusal-delta", text: "No." },
      { type: "end", reason: "complete" },
    ]);
  });

  it("hands on encrypted reasoning as what it wants back", async () => {
    const item = { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "abc", status: "completed" };
    const [event] = (await read(done(item), completed())).events;
    assert.ok(event?.type === "reasoning");
    assert.deepEqual(JSON.parse(event.encrypted), {
      type: "reasoning",
      id: "rs_1",
      summary: [],
      encrypted_content: "abc",
    });
  });

  it("has tool calls, and ends with them", async () => {
    const item = { type: "function_call", call_id: "a", name: "now", arguments: '{"zone":"UTC"}' };
    assert.deepEqual((await read(done(item), completed())).events, [
      { type: "tool-call", call: { id: "a", name: "now", input: { zone: "UTC" } } },
      { type: "end", reason: "tool-calls" },
    ]);
    const broken = { ...item, arguments: '{"zone"' };
    assert.ok((await read(done(broken), completed())).error instanceof ServerError);
  });

  it("ends at the length limit or the filter when the response is incomplete", async () => {
    for (const [reason, expected] of [
      ["max_output_tokens", "length"],
      ["content_filter", "filtered"],
      ["something_new", "length"],
      [undefined, "length"],
    ] as const) {
      const incomplete = { type: "response.incomplete", response: { incomplete_details: reason && { reason } } };
      const { events } = await read(delta("Hel"), incomplete);
      assert.deepEqual(events.at(-1), { type: "end", reason: expected });
    }
  });

  it("believes the response's status when the event's name says more", async () => {
    assert.deepEqual((await read(completed({ status: "incomplete" }))).events, [{ type: "end", reason: "length" }]);
    const failed = await read(completed({ status: "failed", error: { message: "No." } }));
    assert.ok(failed.error instanceof ServerError);
  });

  it("leaves out of the usage what the server does not count", async () => {
    for (const [usage, expected] of [
      [{ input_tokens: 3, output_tokens: null, output_tokens_details: null }, { input: 3 }],
      [{ input_tokens: "3" }, undefined],
      [{}, undefined],
      [null, undefined],
    ]) {
      const { events } = await read(completed({ usage }));
      assert.deepEqual(events, [{ type: "end", reason: "complete", ...(expected && { usage: expected }) }]);
    }
  });

  it("passes over events it does not know and parts that are missing", async () => {
    const { events } = await read(
      null,
      7,
      "text",
      [],
      {},
      { type: "response.something.new" },
      delta(undefined),
      delta(null),
      delta(""),
      delta(7),
      { type: "response.output_item.done" },
      { type: "response.completed", response: null },
    );
    assert.deepEqual(events, [{ type: "end", reason: "complete" }]);
  });

  it("throws the error of a response that failed, after the text that came", async () => {
    const error = { code: "server_error", message: "The model had a problem." };
    const { text, error: thrown } = await read(delta("Hel"), { type: "response.failed", response: { error } });
    assert.equal(text, "Hel");
    assert.ok(thrown instanceof ServerError);
    assert.deepEqual(thrown.body, { error });
  });

  it("throws an error event, even one that says nothing", async () => {
    for (const event of [
      { type: "error", code: "rate_limit_exceeded", message: "Slow down" },
      { type: "response.failed" },
    ]) {
      assert.ok((await read(event)).error instanceof ServerError);
    }
  });

  it("reads nothing after the end", async () => {
    assert.deepEqual((await read(completed(), delta("more"))).events, [{ type: "end", reason: "complete" }]);
  });

  it("has no end when the stream has none", async () => {
    assert.deepEqual((await read(delta("Hel"))).events, [{ type: "text-delta", text: "Hel" }]);
  });
});

describe("An answer of the Responses API in one piece", () => {
  it("is read as its output", () => {
    const reader = responsesApi.createReader();
    const output = [
      { type: "message", content: [{ type: "output_text", text: "Hello" }] },
      { type: "function_call", call_id: "a", name: "now", arguments: "{}" },
    ];
    assert.deepEqual(
      [...(reader.readWhole({ status: "completed", output }) ?? []), ...(reader.end() ?? [])],
      [
        { type: "text-delta", text: "Hello" },
        { type: "tool-call", call: { id: "a", name: "now", input: {} } },
        { type: "end", reason: "tool-calls" },
      ],
    );
  });
});

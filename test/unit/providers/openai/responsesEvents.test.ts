import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { APIError } from "openai";
import { toResponsesModelEvents } from "../../../../src/providers/openai/responsesEvents.ts";
import { read } from "../../../support/openaiWorld.ts";

const delta = (text: unknown) => ({ type: "response.output_text.delta", delta: text });

describe("The stream of the Responses API", () => {
  it("is read as text and an end with the usage", async () => {
    const { events } = await read(
      toResponsesModelEvents(
        stream(
          { type: "response.created", response: { id: "resp_1", status: "in_progress" } },
          { type: "response.output_item.added", item: { type: "message" } },
          delta("Hel"),
          delta("lo"),
          { type: "response.output_text.done", text: "Hello" },
          {
            type: "response.completed",
            response: {
              usage: {
                input_tokens: 10,
                input_tokens_details: { cached_tokens: 4 },
                output_tokens: 7,
                output_tokens_details: { reasoning_tokens: 5 },
                total_tokens: 17,
              },
            },
          },
        ),
      ),
    );
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hel" },
      { type: "text-delta", text: "lo" },
      { type: "end", reason: "complete", usage: { input: 10, cachedInput: 4, output: 7, reasoning: 5 } },
    ]);
  });

  it("tells a refusal as text", async () => {
    const { text } = await read(
      toResponsesModelEvents(stream({ type: "response.refusal.delta", delta: "No." }, { type: "response.completed" })),
    );
    assert.equal(text, "No.");
  });

  it("ends at the length limit or the filter when the response is incomplete", async () => {
    for (const [reason, expected] of [
      ["max_output_tokens", "length"],
      ["content_filter", "filtered"],
      ["something_new", "length"],
      [undefined, "length"],
    ] as const) {
      const incomplete = { type: "response.incomplete", response: { incomplete_details: reason && { reason } } };
      const { events } = await read(toResponsesModelEvents(stream(delta("Hel"), incomplete)));
      assert.deepEqual(events.at(-1), { type: "end", reason: expected });
    }
  });

  it("believes the response's status when the event's name says more", async () => {
    const completed = (response: object) => ({ type: "response.completed", response });
    const cut = await read(toResponsesModelEvents(stream(completed({ status: "incomplete" }))));
    assert.deepEqual(cut.events, [{ type: "end", reason: "length" }]);
    const failed = await read(
      toResponsesModelEvents(stream(completed({ status: "failed", error: { message: "No." } }))),
    );
    assert.ok(failed.error instanceof APIError);
  });

  it("leaves out of the usage what the server does not count", async () => {
    for (const [usage, expected] of [
      [{ input_tokens: 3, output_tokens: null, output_tokens_details: null }, { input: 3 }],
      [{ input_tokens: "3" }, undefined],
      [{}, undefined],
      [null, undefined],
    ]) {
      const { events } = await read(
        toResponsesModelEvents(stream({ type: "response.completed", response: { usage } })),
      );
      assert.deepEqual(events, [{ type: "end", reason: "complete", ...(expected && { usage: expected }) }]);
    }
  });

  it("passes over events it does not know and parts that are missing", async () => {
    const { events } = await read(
      toResponsesModelEvents(
        stream(
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
          {
            type: "response.completed",
            response: null,
          },
        ),
      ),
    );
    assert.deepEqual(events, [{ type: "end", reason: "complete" }]);
  });

  it("throws the error of a response that failed, after the text that came", async () => {
    const error = { code: "server_error", message: "The model had a problem." };
    const { text, error: thrown } = await read(
      toResponsesModelEvents(stream(delta("Hel"), { type: "response.failed", response: { error } })),
    );
    assert.equal(text, "Hel");
    assert.ok(thrown instanceof APIError);
    assert.deepEqual(thrown.error, error);
  });

  it("throws an error event, even one that says nothing", async () => {
    for (const event of [
      { type: "error", code: "rate_limit_exceeded", message: "Slow down" },
      { type: "response.failed" },
    ]) {
      assert.ok((await read(toResponsesModelEvents(stream(event)))).error instanceof APIError);
    }
  });

  it("reads nothing after the end", async () => {
    const { events } = await read(toResponsesModelEvents(stream({ type: "response.completed" }, delta("more"))));
    assert.deepEqual(events, [{ type: "end", reason: "complete" }]);
  });

  it("has no end when the stream has none", async () => {
    const { events } = await read(toResponsesModelEvents(stream(delta("Hel"))));
    assert.deepEqual(events, [{ type: "text-delta", text: "Hel" }]);
  });
});

async function* stream(...events: readonly unknown[]): AsyncGenerator {
  yield* events;
}

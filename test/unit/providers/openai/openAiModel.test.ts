import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isRecord } from "../../../../src/shared/protocol/validate.ts";
import { fetchFailed, json, namedSse, SILENCE, sse, type BodyPiece } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, aRequest, ask } from "../../../support/openaiWorld.ts";

const CHAT = aConnection({ api: "chat" });
const hel = sse({ choices: [{ delta: { content: "Hel" } }] });
const lo = sse({ choices: [{ delta: { content: "lo" }, finish_reason: "stop" }] });
const DONE = sse("[DONE]");

async function askChat(...body: readonly BodyPiece[]) {
  const { model } = await aModel(CHAT, { headers: { "x-request-id": "req_1" }, body });
  return ask(model);
}

/** Each on its own, so that characters and line ends come in halves too. */
function bytesOf(text: string): readonly Uint8Array[] {
  return Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte));
}

describe("A streamed answer", () => {
  it("is the same however the network cuts it into pieces", async () => {
    const whole = [...sse({ choices: [{ delta: { content: "Grüße, 世界 🌍" } }] }), ...lo, ...DONE].join("");
    const crlf = `\ufeff: a comment\r\n\r\n${whole.replaceAll("\n", "\r\n")}`;
    for (const body of [[whole], bytesOf(whole), [crlf], bytesOf(crlf), [whole.trimEnd()]]) {
      assert.equal((await askChat(...body)).text, "Grüße, 世界 🌍lo");
    }
  });

  it("is complete with its finish reason, though the server never says that it is done", async () => {
    const { text, failure } = await askChat(...hel, ...lo);
    assert.equal(text, "Hello");
    assert.equal(failure, undefined);
  });

  it("of the Responses API is complete with its event", async () => {
    const events = [
      { type: "response.created", response: {} },
      { type: "response.output_text.delta", delta: "Hello" },
      { type: "response.completed", response: {} },
    ];
    const { model } = await aModel(aConnection(), { body: namedSse(...events) });
    assert.deepEqual((await ask(model)).events.at(-1), { type: "end", reason: "complete" });
  });

  it("is cut off when it stops without either, and keeps what came", async () => {
    for (const body of [hel, [...hel, ...DONE]]) {
      const { text, failure } = await askChat(...body);
      assert.equal(text, "Hel");
      assert.deepEqual(failure, { code: "cut-off", requestId: "req_1" });
    }
  });

  it("is asked for once more, in one piece, when there is nothing in it, and nothing is learned from that", async () => {
    const empty = { headers: { "x-request-id": "req_1" } };
    const { model, fetch, refusals } = await aModel(
      CHAT,
      empty,
      json(200, { choices: [{ message: { content: "Hi" } }] }),
    );
    const { events } = await ask(model);
    assert.deepEqual(events, [
      { type: "text-delta", text: "Hi" },
      { type: "end", reason: "complete" },
    ]);
    assert.deepEqual(
      fetch.requests.map(({ body }) => isRecord(body) && body["stream"]),
      [true, false],
    );
    assert.deepEqual([...refusals.learned], []);

    const { model: silent } = await aModel(CHAT, empty, empty);
    assert.deepEqual((await ask(silent)).failure, { code: "cut-off", requestId: "req_1" });
  });

  it("is cut off when the connection breaks after its beginning", async () => {
    for (const error of [
      new TypeError("terminated", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) }),
      fetchFailed("ECONNRESET", "read ECONNRESET"),
      new TypeError("network error"),
    ]) {
      const { text, failure } = await askChat(...hel, error);
      assert.equal(text, "Hel");
      assert.deepEqual(failure, { code: "cut-off", requestId: "req_1" });
    }
  });

  it("is reset when the connection breaks before it", async () => {
    const { failure } = await askChat(fetchFailed("ECONNRESET", "read ECONNRESET"));
    assert.deepEqual(failure, {
      code: "network",
      kind: "reset",
      origin: "https://api.openai.com",
      detail: "read ECONNRESET",
    });
  });

  it("is cut off when it ends in the middle of an event, but the server's fault when an event is nonsense", async () => {
    assert.deepEqual((await askChat(...hel, 'data: {"choices": [{"del')).failure, {
      code: "cut-off",
      requestId: "req_1",
    });
    for (const rest of [lo, []]) {
      assert.deepEqual((await askChat(...hel, "data: nonsense\n\n", ...rest)).failure, {
        code: "server",
        detail: "A piece of the answer is not JSON.",
        requestId: "req_1",
      });
    }
  });

  it("is nothing to write to the console about", async () => {
    const written: unknown[] = [];
    const { error } = console;
    console.error = (...values: unknown[]) => written.push(values);
    try {
      await askChat(...hel, "data: nonsense\n\n");
    } finally {
      console.error = error;
    }
    assert.deepEqual(written, []);
  });

  it("is stalled when Node's own limit ends the silence before ours", async () => {
    const { failure } = await askChat(...hel, fetchFailed("UND_ERR_BODY_TIMEOUT", "Body Timeout Error"));
    assert.deepEqual(failure, { code: "stalled", seconds: 300 });
  });

  it("fails with the error that the server puts into it, classified like a refusal", async () => {
    for (const [error, code] of [
      [{ message: "You exceeded your current quota" }, "quota"],
      [{ message: "Slow down", code: "rate_limit_exceeded" }, "rate-limited"],
      [{ message: "Slow down", code: 429 }, "rate-limited"],
      [{ message: "Overloaded", code: "server_error" }, "server"],
      [{ message: "Overloaded", code: 1302 }, "server"],
      [{ message: "Too long", code: "context_length_exceeded" }, "context-too-long"],
      ["plain text", "server"],
    ] as const) {
      const { text, failure } = await askChat(...hel, ...sse({ error }));
      assert.equal(text, "Hel");
      assert.equal(failure?.code, code);
      assert.equal("status" in failure, false);
      assert.ok("requestId" in failure && failure.requestId === "req_1");
    }
  });

  it("of the Responses API fails with its error event, its failed event, and says which request it was", async () => {
    for (const event of [
      { type: "error", code: "server_error", message: "The model had a problem.", param: null },
      { type: "response.failed", response: { error: { code: "server_error", message: "The model had a problem." } } },
    ]) {
      for (const body of [namedSse(event), sse(event)]) {
        const { model } = await aModel(aConnection(), { headers: { "x-request-id": "req_1" }, body });
        assert.deepEqual((await ask(model)).failure, {
          code: "server",
          detail: "The model had a problem.",
          requestId: "req_1",
        });
      }
    }
  });

  it("is a failure of ours when our own code breaks, which the log gets to see", async () => {
    const { model } = await aModel(CHAT);
    const { failure, error } = await ask(model, { ...aRequest(), messages: null as never });
    assert.deepEqual(failure, { code: "unexpected" });
    assert.ok(error instanceof TypeError);
  });
});

describe("An answer that is no stream", () => {
  it("is told by what it is", async () => {
    for (const [header, contentType] of [
      ["text/html; charset=utf-8", "text/html"],
      ["application/json", "application/json"],
      ["", ""],
    ] as const) {
      const { model } = await aModel(CHAT, { headers: { "content-type": header }, body: ["<html></html>"] });
      assert.deepEqual((await ask(model)).failure, { code: "not-a-stream", contentType });
    }
  });

  it("is the error that it contains, though its status is good", async () => {
    const { model } = await aModel(CHAT, json(200, { error: { message: "no", code: "insufficient_quota" } }));
    assert.deepEqual((await ask(model)).failure, { code: "quota", origin: "https://api.openai.com" });
  });

  it("is cut off when it breaks off", async () => {
    const answer = { headers: { "content-type": "application/json" }, body: ["{", new TypeError("terminated")] };
    const { model } = await aModel(CHAT, answer);
    assert.deepEqual((await ask(model)).failure, { code: "cut-off" });
  });

  it("is not waited for", async () => {
    const { model, fetch } = await aModel(CHAT, {
      headers: { "content-type": "text/html" },
      body: ["<html>", SILENCE],
    });
    assert.equal((await ask(model)).failure?.code, "not-a-stream");
    assert.equal(fetch.request.signal?.aborted, true);
  });
});

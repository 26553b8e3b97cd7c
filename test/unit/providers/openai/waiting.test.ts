import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { SILENCE, sse } from "../../../support/openaiFetch.ts";
import { aConnection, aModel, aRequest, ask, read } from "../../../support/openaiWorld.ts";

const CONNECTION = aConnection({ api: "chat", timeouts: { firstByte: 60_000, idle: 10_000 } });
const hel = sse({ choices: [{ delta: { content: "Hel" } }] });
const lo = sse({ choices: [{ delta: { content: "lo" }, finish_reason: "stop" }] });
const signal = () => new AbortController().signal;

describe("Waiting for a server", () => {
  it("ends when no answer has begun in time, and closes the connection", async () => {
    for (const step of [SILENCE, { body: [SILENCE] }] as const) {
      const { model, fetch, timers } = await aModel(CONNECTION, step);
      const silence = fetch.silence();
      const outcome = ask(model);
      await silence;
      timers.pass(59_999);
      assert.equal(fetch.request.signal?.aborted, false);
      timers.pass(1);
      assert.deepEqual((await outcome).failure, { code: "no-first-byte", seconds: 60 });
      assert.equal(fetch.request.signal?.aborted, true);
    }
  });

  it("has one limit for the headers and the first byte together", async () => {
    const { model, fetch, timers } = await aModel(CONNECTION, { body: [SILENCE] });
    const silence = fetch.silence();
    const outcome = ask(model);
    timers.pass(30_000);
    await silence;
    timers.pass(30_000);
    assert.deepEqual((await outcome).failure, { code: "no-first-byte", seconds: 60 });
  });

  it("ends when an answer falls silent, and keeps what came", async () => {
    const { model, fetch, timers } = await aModel(CONNECTION, { body: [...hel, SILENCE] });
    const silence = fetch.silence();
    const outcome = ask(model);
    await silence;
    timers.pass(9_999);
    assert.equal(fetch.request.signal?.aborted, false);
    timers.pass(1);
    assert.deepEqual((await outcome).failure, { code: "stalled", seconds: 10 });
    assert.equal((await outcome).text, "Hel");
    assert.equal(fetch.request.signal?.aborted, true);
  });

  it("begins anew with every byte, be it only a comment", async () => {
    const { model, fetch, timers } = await aModel(CONNECTION, { body: [": processing\n\n", SILENCE] });
    const silence = fetch.silence();
    const outcome = ask(model);
    await silence;
    timers.pass(10_000);
    assert.deepEqual((await outcome).failure, { code: "stalled", seconds: 10 });
  });

  it("does not count the time that the reader takes", async () => {
    const { model, timers } = await aModel(CONNECTION, { body: [...hel, ...lo] });
    const events = model.stream(aRequest(), signal())[Symbol.asyncIterator]();
    await events.next();
    assert.equal(timers.running, 0);
    timers.pass(1_000_000);
    assert.deepEqual((await events.next()).value, { type: "text-delta", text: "lo" });
  });

  it("is over with the answer: no timer is left, whatever the end", async () => {
    for (const body of [[...hel, ...lo], hel, [new TypeError("terminated")]]) {
      const { model, timers } = await aModel(CONNECTION, { body });
      await ask(model);
      assert.equal(timers.running, 0);
    }
  });

  it("makes no failure of an answer that lacks only its usage", async () => {
    const { model, fetch, timers } = await aModel(CONNECTION, { body: [...hel, ...lo, SILENCE] });
    const silence = fetch.silence();
    const outcome = ask(model);
    await silence;
    timers.pass(10_000);
    assert.deepEqual((await outcome).events.at(-1), { type: "end", reason: "complete" });
  });

  it("ends for a list of models too", async () => {
    const { model, fetch, timers } = await aModel(CONNECTION, SILENCE);
    const silence = fetch.silence();
    const models = model.listModels(signal());
    await silence;
    timers.pass(60_000);
    await assert.rejects(models, { failure: { code: "no-first-byte", seconds: 60 } });
    assert.equal(timers.running, 0);
  });
});

describe("An aborted signal", () => {
  it("stops the answer wherever it stands, and closes the connection", async () => {
    for (const step of [
      SILENCE,
      { body: [SILENCE] },
      { body: [...hel, SILENCE] },
      { body: [...hel, ...lo, SILENCE] },
    ] as const) {
      const { model, fetch, timers } = await aModel(CONNECTION, step);
      const abort = new AbortController();
      const silence = fetch.silence();
      const outcome = read(model.stream(aRequest(), abort.signal));
      await silence;
      abort.abort();
      assert.deepEqual((await outcome).events.at(-1), { type: "end", reason: "stopped" });
      assert.equal(fetch.request.signal?.aborted, true);
      assert.equal(timers.running, 0);
    }
  });

  it("stops while an error's text is read", async () => {
    const { model, fetch } = await aModel(CONNECTION, { status: 500, body: ["half", SILENCE] });
    const abort = new AbortController();
    const silence = fetch.silence();
    const outcome = read(model.stream(aRequest(), abort.signal));
    await silence;
    abort.abort();
    assert.deepEqual((await outcome).events, [{ type: "end", reason: "stopped" }]);
  });

  it("keeps nothing of an answer that is over", async () => {
    const { model } = await aModel(CONNECTION, { body: [...hel, ...lo] });
    const abort = new AbortController();
    const { events } = await read(model.stream(aRequest(), abort.signal));
    abort.abort();
    assert.equal(events.at(-1)?.type, "end");
  });
});

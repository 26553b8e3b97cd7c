import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { runTurn } from "../../../../src/core/chat/runTurn.ts";
import type { Refusal } from "../../../../src/core/ports/refusals.ts";
import type { ChatEvent } from "../../../../src/shared/chat/events.ts";
import type { AnswerState } from "../../../../src/shared/chat/state.ts";
import type { Failure } from "../../../../src/shared/failures.ts";
import { answer, failing, FakeModel, pausing, type Step } from "../../../support/fakeModel.ts";
import { ManualClock } from "../../../support/manualClock.ts";

function turnWorld(answers: readonly (readonly Step[])[], maxRetries = 2) {
  const model = new FakeModel(...answers);
  const clock = new ManualClock();
  const stop = new AbortController();
  const events: ChatEvent[] = [];
  const failures: Failure[] = [];
  const refusals: Refusal[] = [];
  const run = (): Promise<AnswerState> =>
    runTurn({
      turnId: "t",
      request: { model: "m", instructions: "", messages: [{ role: "user", text: "?" }], parameters: {} },
      client: model,
      maxRetries,
      clock,
      random: () => 0,
      signal: stop.signal,
      emit: (event) => events.push(event),
      onFailure: ({ failure }) => failures.push(failure),
      onAdapted: (refusal) => refusals.push(refusal),
    });
  const ends = (): readonly ChatEvent[] => events.filter((event) => event.type === "answer-end");
  return { model, clock, stop, events, failures, refusals, run, ends };
}

const busy: Failure = { code: "server", status: 503, detail: "" };

describe("a turn", () => {
  it("passes pieces on in order and ends once", async () => {
    const { run, events } = turnWorld([answer(["a", "b"])]);
    assert.deepEqual(await run(), { type: "complete" });
    assert.deepEqual(events, [
      { type: "answer-delta", turnId: "t", text: "a" },
      { type: "answer-delta", turnId: "t", text: "b" },
      { type: "answer-end", turnId: "t", state: { type: "complete" } },
    ]);
  });

  it("says when the answer ended at the length limit", async () => {
    const { run } = turnWorld([
      [
        { type: "text-delta", text: "a" },
        { type: "end", reason: "length" },
      ],
    ]);
    assert.deepEqual(await run(), { type: "length" });
  });

  it("asks again after a failure that may pass, and says that it waits", async () => {
    const { run, clock, events, model } = turnWorld([failing(busy), answer("fine")]);
    const running = run();
    await clock.asleep(500);
    assert.deepEqual(events.at(-1), {
      type: "answer-state",
      turnId: "t",
      state: { type: "waiting", note: { type: "retrying", attempt: 1, delayMs: 500, failure: busy } },
    });
    clock.advance(500);
    assert.deepEqual(await running, { type: "complete" });
    assert.equal(model.requests.length, 2);
  });

  it("gives up after the retries that the settings allow", async () => {
    const { run, clock, model, ends } = turnWorld([failing(busy), failing(busy), failing(busy)], 2);
    const running = run();
    await clock.asleep(500);
    clock.advance(500);
    await clock.asleep(1_000);
    clock.advance(1_000);
    assert.deepEqual(await running, { type: "failed", failure: busy });
    assert.equal(model.requests.length, 3);
    assert.equal(ends().length, 1);
  });

  it("never asks again once something was shown", async () => {
    const { run, model } = turnWorld([failing(busy, "some")]);
    assert.deepEqual(await run(), { type: "failed", failure: busy });
    assert.equal(model.requests.length, 1);
  });

  for (const failure of [
    { code: "quota" },
    { code: "auth", origin: "o" },
    { code: "model-not-found", model: "m" },
    { code: "network", kind: "dns", origin: "o", detail: "" },
    { code: "network", kind: "refused", origin: "o", detail: "" },
    { code: "network", kind: "tls", origin: "o", detail: "" },
    { code: "rate-limited", retryAfterMs: 3_600_000 },
  ] as const satisfies readonly Failure[]) {
    const name = "kind" in failure ? `${failure.code} ${failure.kind}` : failure.code;
    it(`does not ask again after ${name}, which does not pass by itself soon`, async () => {
      const { run, model } = turnWorld([failing(failure)]);
      assert.deepEqual(await run(), { type: "failed", failure });
      assert.equal(model.requests.length, 1);
    });
  }

  it("waits as long as the server asks", async () => {
    const { run, clock } = turnWorld([failing({ code: "rate-limited", retryAfterMs: 7_000 }), answer("fine")]);
    const running = run();
    await clock.asleep(7_000);
    clock.advance(7_000);
    assert.deepEqual(await running, { type: "complete" });
  });

  it("stops at once while it waits to ask again", async () => {
    const { run, clock, stop, model } = turnWorld([failing(busy)]);
    const running = run();
    await clock.asleep(500);
    stop.abort();
    assert.deepEqual(await running, { type: "stopped" });
    assert.equal(model.requests.length, 1);
  });

  it("says after 15 seconds that the model is still awaited", async () => {
    const { run, clock, model, events, stop } = turnWorld([pausing([])]);
    const running = run();
    await model.paused();
    clock.advance(15_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(events, [
      { type: "answer-state", turnId: "t", state: { type: "waiting", note: { type: "slow" } } },
    ]);
    stop.abort();
    await running;
  });

  it("does not say so once the answer has begun", async () => {
    const { run, clock, model, stop } = turnWorld([pausing(["begun"])]);
    const running = run();
    await model.paused();
    assert.deepEqual(clock.sleeping, []);
    stop.abort();
    await running;
  });

  it("ends as unexpected when the client has a defect, and hands on what failed", async () => {
    const { run, ends, failures } = turnWorld([[{ type: "throw", error: new TypeError("defect") }]]);
    assert.deepEqual(await run(), { type: "failed", failure: { code: "unexpected" } });
    assert.equal(ends().length, 1);
    assert.deepEqual(failures, [{ code: "unexpected" }]);
  });

  it("hands on what the endpoint refused", async () => {
    const { run, refusals } = turnWorld([[{ type: "adapted", refusal: "streaming" }, ...answer("fine")]]);
    assert.deepEqual(await run(), { type: "complete" });
    assert.deepEqual(refusals, ["streaming"]);
  });
});

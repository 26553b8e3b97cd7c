import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { runTurn, type TurnRun } from "../../../../src/core/chat/runTurn.ts";
import type { Refusal } from "../../../../src/core/ports/refusals.ts";
import type { ChatEvent } from "../../../../src/shared/chat/events.ts";
import type { AnswerState, AnswerUsage } from "../../../../src/shared/chat/state.ts";
import type { Failure } from "../../../../src/shared/failures.ts";
import { answer, failing, FakeModel, pausing, type Step } from "../../../support/fakeModel.ts";
import { ManualClock } from "../../../support/manualClock.ts";

function turnWorld(answers: readonly (readonly Step[])[], changes: Partial<TurnRun> = {}) {
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
      soFar: "",
      endpoint: "https://api.example/v1",
      maxRetries: 2,
      clock,
      random: () => 0,
      signal: stop.signal,
      emit: (event) => events.push(event),
      onFailure: ({ failure }) => failures.push(failure),
      onAdapted: (refusal) => refusals.push(refusal),
      ...changes,
    });
  const ends = (): readonly ChatEvent[] => events.filter((event) => event.type === "answer-end");
  return { model, clock, stop, events, failures, refusals, run, ends };
}

/** One character was sent, two received. */
const estimated = { input: 1, output: 1, estimated: true } as const;
const busy: Failure = { code: "server", status: 503, detail: "" };

describe("a turn", () => {
  it("passes pieces on in order and ends once", async () => {
    const { run, events } = turnWorld([answer(["a", "b"])]);
    assert.deepEqual(await run(), { type: "complete" });
    assert.deepEqual(events, [
      { type: "answer-delta", turnId: "t", text: "a" },
      { type: "answer-delta", turnId: "t", text: "b" },
      { type: "answer-end", turnId: "t", state: { type: "complete" }, usage: estimated },
    ]);
  });

  it("shows the first of several answers and hands over the others at the end", async () => {
    const others: (readonly string[])[] = [];
    const steps: readonly Step[] = [
      { type: "text-delta", text: "a" },
      { type: "text-delta", text: "b", choice: 1 },
      { type: "text-delta", text: "c", choice: 2 },
      { type: "text-delta", text: "b2", choice: 1 },
      { type: "end", reason: "complete" },
    ];
    const { run, events } = turnWorld([steps], { onAlternatives: (texts) => others.push(texts) });
    await run();
    assert.deepEqual(
      events.flatMap((event) => (event.type === "answer-delta" ? [event.text] : [])),
      ["a"],
    );
    assert.deepEqual(others, [["bb2", "c"]]);
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
    const { run, clock, model, ends } = turnWorld([failing(busy), failing(busy), failing(busy)]);
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

  it("never asks again once thoughts were shown", async () => {
    const { run, model } = turnWorld([[{ type: "reasoning-delta", text: "Well" }, ...failing(busy)]]);
    assert.deepEqual(await run(), { type: "failed", failure: busy });
    assert.equal(model.requests.length, 1);
  });

  it("does not ask again after what does not pass by itself", async () => {
    const { run, model } = turnWorld([failing({ code: "quota", origin: "https://api.openai.com" })]);
    assert.deepEqual(await run(), { type: "failed", failure: { code: "quota", origin: "https://api.openai.com" } });
    assert.equal(model.requests.length, 1);
  });

  it("tells a long wait at once", async () => {
    const failure: Failure = { code: "rate-limited", retryAfterMs: 60_001 };
    const { run, events } = turnWorld([failing(failure)]);
    assert.deepEqual(await run(), { type: "failed", failure });
    assert.equal(events.length, 1);
  });

  it("asks once when no retries are allowed", async () => {
    const { run, model } = turnWorld([failing(busy)], { maxRetries: 0 });
    assert.deepEqual(await run(), { type: "failed", failure: busy });
    assert.equal(model.requests.length, 1);
  });

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

  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it("says after 15 seconds that the model is still awaited", async () => {
    const { run, clock, model, events, stop } = turnWorld([pausing([])]);
    const running = run();
    await model.paused();
    clock.advance(14_999);
    await settled();
    assert.deepEqual(events, []);
    clock.advance(1);
    await settled();
    assert.deepEqual(events, [
      { type: "answer-state", turnId: "t", state: { type: "waiting", note: { type: "slow" } } },
    ]);
    stop.abort();
    await running;
  });

  it("says so again in the middle of the answer, 15 seconds after the last word, once", async () => {
    const { run, clock, model, events, stop } = turnWorld([pausing(["begun"], pausing([" and"], pausing([])))]);
    const running = run();
    await model.paused();
    clock.advance(10_000);
    model.resume();
    await settled();
    clock.advance(14_999);
    await settled();
    assert.deepEqual(events.at(-1), { type: "answer-delta", turnId: "t", text: " and" });
    clock.advance(1);
    await settled();
    assert.deepEqual(events.at(-1), {
      type: "answer-state",
      turnId: "t",
      state: { type: "streaming", note: { type: "slow" } },
    });
    const told = events.length;
    clock.advance(15_000);
    await settled();
    clock.advance(15_000);
    await settled();
    assert.equal(events.length, told);
    stop.abort();
    await running;
    assert.deepEqual(clock.sleeping, []);
  });

  it("never says so once the answer has ended", async () => {
    const { run, clock } = turnWorld([answer("fine")]);
    await run();
    assert.deepEqual(clock.sleeping, []);
  });

  it("says so for each silence", async () => {
    const { run, clock, model, events, stop } = turnWorld([pausing(["a"], pausing(["b"], pausing(["c"])))]);
    const running = run();
    for (let silence = 0; silence < 2; silence++) {
      await model.paused();
      clock.advance(15_000);
      await settled();
      clock.advance(7_000);
      model.resume();
      await settled();
    }
    clock.advance(15_000);
    await settled();
    clock.advance(15_000);
    await settled();
    assert.equal(events.filter(({ type }) => type === "answer-state").length, 3);
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

  it("has the usage that the API counted, of every attempt", async () => {
    const half: Step = { type: "end", reason: "failed", failure: busy, usage: { input: 10, output: 1 } };
    const { run, clock, events } = turnWorld([[half], answer("fine", { input: 10, cachedInput: 8, output: 2 })]);
    const running = run();
    await clock.asleep(500);
    clock.advance(500);
    await running;
    assert.deepEqual(usageIn(events), { input: 20, cachedInput: 8, output: 3 });
  });

  it("estimates the usage that the API did not count, and says so", async () => {
    const { run, events, stop, model } = turnWorld([
      [{ type: "reasoning-delta", text: "12345" }, ...pausing(["1234567"])],
    ]);
    const running = run();
    await model.paused();
    stop.abort();
    await running;
    assert.deepEqual(usageIn(events), { input: 1, output: 3, estimated: true });
  });

  it("takes zeros for no count", async () => {
    const { run, events } = turnWorld([answer("abcd", { input: 0, output: 0 })]);
    await run();
    assert.deepEqual(usageIn(events), { input: 1, output: 1, estimated: true });
  });

  it("has no usage when nothing came of the request", async () => {
    const { run, events } = turnWorld([failing({ code: "quota", origin: "https://api.openai.com" })]);
    await run();
    assert.equal(usageIn(events), undefined);
  });

  it("shows the model's thoughts, up to 50,000 characters", async () => {
    const { run, events } = turnWorld([
      [
        { type: "reasoning-delta", text: "Hm. " },
        { type: "reasoning-delta", text: "x".repeat(60_000) },
        { type: "reasoning-delta", text: "y" },
        ...answer("Yes."),
      ],
    ]);
    await run();
    const thoughts = events.filter((event) => event.type === "reasoning-delta").map(({ text }) => text);
    assert.deepEqual(thoughts, ["Hm. ", "x".repeat(49_996)]);
  });

  it("keeps encrypted reasoning with the endpoint and the model that can read it", async () => {
    const { run, events } = turnWorld([
      [{ type: "reasoning", encrypted: "aaa" }, { type: "reasoning", encrypted: "bbb" }, ...answer("Yes.")],
    ]);
    await run();
    const end = events.at(-1);
    assert.deepEqual(end?.type === "answer-end" && end.carried, {
      endpoint: "https://api.example/v1",
      model: "m",
      items: ["aaa", "bbb"],
    });
  });

  it("asks once more without old reasoning when the request is refused with it", async () => {
    const failure: Failure = { code: "refused-request", status: 400, detail: "invalid_encrypted_content" };
    const messages = [
      { role: "user", text: "1" },
      { role: "assistant", text: "2", reasoning: ["aaa"] },
      { role: "user", text: "3" },
    ] as const;
    const request = { model: "m", instructions: "", messages, parameters: {} };
    const { run, model } = turnWorld([failing(failure), failing(failure)], { request });
    assert.deepEqual(await run(), { type: "failed", failure });
    assert.deepEqual(
      model.requests.map(({ messages: [, given] }) => given),
      [messages[1], { role: "assistant", text: "2" }],
    );
  });

  describe("that is gone on with", () => {
    it("shows only what follows", async () => {
      const { run, events } = turnWorld([answer(["const ", "value = ", "1;"])], { soFar: "```ts\nconst value =" });
      await run();
      assert.deepEqual(shownIn(events), " 1;");
    });

    it("shows what was held back when the answer ends in the middle of it", async () => {
      const { run, events } = turnWorld([answer(["con"])], { soFar: "```ts\nconst value = " });
      await run();
      assert.deepEqual(shownIn(events), "con");
    });

    it("may still be asked again, from the same place, as long as nothing new was shown", async () => {
      const { run, clock, events, model } = turnWorld([failing(busy, "half a line"), answer("half a line ends")], {
        soFar: "half a line",
      });
      const running = run();
      await clock.asleep(500);
      clock.advance(500);
      assert.deepEqual(await running, { type: "complete" });
      assert.deepEqual(shownIn(events), " ends");
      assert.equal(model.requests.length, 2);
    });

    it("keeps no reasoning: its place would be before the first word", async () => {
      const { run, events } = turnWorld([[{ type: "reasoning", encrypted: "aaa" }, ...answer("Yes.")]], {
        soFar: "So",
      });
      await run();
      const end = events.at(-1);
      assert.ok(end?.type === "answer-end" && !end.carried);
    });
  });
});

function usageIn(events: readonly ChatEvent[]): AnswerUsage | undefined {
  const end = events.find((event) => event.type === "answer-end");
  return end?.usage;
}

function shownIn(events: readonly ChatEvent[]): string {
  return events.map((event) => (event.type === "answer-delta" ? event.text : "")).join("");
}

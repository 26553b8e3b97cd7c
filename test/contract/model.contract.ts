import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ModelClient, ModelEvent, ModelRequest } from "../../src/core/ports/model.ts";
import type { RequestWatcher } from "../../src/core/ports/sentRequest.ts";
import { RecordingWatcher } from "../support/recordingWatcher.ts";

/** A model in a known situation, and what can be seen from its other end. */
export type ModelWorld = {
  readonly model: ModelClient;
  /** How many requests have arrived. */
  readonly requests: () => number;
  /** Resolves when nothing holds a connection; of an answer that was read to its end, one may be kept for the next. */
  readonly allClosed: () => Promise<void>;
  readonly dispose: () => Promise<void>;
};

export type Situation =
  /** Answers every request with this text, in at least two pieces. */
  | { readonly type: "answers"; readonly text: string }
  /** Begins with this text and has not ended when the test has. */
  | { readonly type: "never-ends"; readonly text: string }
  /** Ends the connection after some of this text. */
  | { readonly type: "breaks-off"; readonly text: string }
  /** Refuses the first request for its rate, answers the next with this text. */
  | { readonly type: "refuses-once"; readonly text: string };

const REQUEST: ModelRequest = {
  model: "gpt-test",
  instructions: "Be brief.",
  messages: [{ role: "user", text: "What is this?" }],
  parameters: {},
};

const TEXT = "It is a contract, and both sides keep it.";

/** What `ModelClient` promises, told of any implementation. */
export function describeModelContract(name: string, createWorld: (situation: Situation) => Promise<ModelWorld>): void {
  const inWorld = (situation: Situation, expectations: (world: ModelWorld) => Promise<void>) => async () => {
    const world = await createWorld(situation);
    try {
      await expectations(world);
    } finally {
      await world.dispose();
    }
  };

  describe(`${name} keeps the contract of ModelClient`, () => {
    it(
      "yields the text in pieces and then one end",
      inWorld({ type: "answers", text: TEXT }, async ({ model }) => {
        const events = await readAll(model);
        assert.equal(textOf(events), TEXT);
        assert.ok(events.length > 2);
        assert.equal(events.filter((event) => event.type === "end").length, 1);
        assert.equal(events.at(-1)?.type, "end");
        assert.equal(reasonOf(events), "complete");
      }),
    );

    it(
      "sends nothing before the first event is asked for",
      inWorld({ type: "answers", text: TEXT }, async ({ model, requests }) => {
        model.stream(REQUEST, new AbortController().signal);
        await settle();
        assert.equal(requests(), 0);
      }),
    );

    it(
      "sends nothing for a signal that is aborted already: an answer is stopped, a list rejects with its reason",
      inWorld({ type: "answers", text: TEXT }, async ({ model, requests }) => {
        const reason = new Error("too late");
        assert.deepEqual(await readAll(model, AbortSignal.abort(reason)), [{ type: "end", reason: "stopped" }]);
        await assert.rejects(model.listModels(AbortSignal.abort(reason)), reason);
        assert.equal(requests(), 0);
      }),
    );

    it(
      "ends as stopped when the signal is aborted while an answer comes, and closes the connection",
      inWorld({ type: "never-ends", text: TEXT }, async ({ model, allClosed }) => {
        const abort = new AbortController();
        const events = model.stream(REQUEST, abort.signal)[Symbol.asyncIterator]();
        assert.equal((await events.next()).value.type, "text-delta");
        const rest = drain(events);
        await settle();
        abort.abort();
        assert.deepEqual((await rest).at(-1), { type: "end", reason: "stopped" });
        await allClosed();
      }),
    );

    it(
      "ends as stopped when the signal was aborted between two events",
      inWorld({ type: "never-ends", text: TEXT }, async ({ model, allClosed }) => {
        const abort = new AbortController();
        const events = model.stream(REQUEST, abort.signal)[Symbol.asyncIterator]();
        await events.next();
        abort.abort();
        assert.deepEqual((await events.next()).value, { type: "end", reason: "stopped" });
        assert.deepEqual(await events.next(), { done: true, value: undefined });
        await allClosed();
      }),
    );

    it(
      "closes the connection when the reader stops reading",
      inWorld({ type: "never-ends", text: TEXT }, async ({ model, allClosed }) => {
        for await (const event of model.stream(REQUEST, new AbortController().signal)) {
          assert.equal(event.type, "text-delta");
          break;
        }
        await allClosed();
      }),
    );

    it(
      "gives what came and then ends as cut off when the answer breaks off",
      inWorld({ type: "breaks-off", text: TEXT }, async ({ model, allClosed }) => {
        const events = await readAll(model);
        assert.equal(failureCode(events), "cut-off");
        assert.ok(textOf(events) !== "" && TEXT.startsWith(textOf(events)));
        assert.ok(events.slice(0, -1).every((event) => event.type === "text-delta"));
        await allClosed();
      }),
    );

    it(
      "ends with a refusal as its failure, without a retry, and answers the next request",
      inWorld({ type: "refuses-once", text: TEXT }, async ({ model, requests }) => {
        assert.equal(failureCode(await readAll(model)), "rate-limited");
        assert.equal(requests(), 1);
        assert.equal(textOf(await readAll(model)), TEXT);
      }),
    );

    it(
      "answers two requests at once, each its own",
      inWorld({ type: "answers", text: TEXT }, async ({ model }) => {
        const [one, other] = await Promise.all([readAll(model), readAll(model)]);
        assert.equal(textOf(one), TEXT);
        assert.equal(textOf(other), TEXT);
      }),
    );

    it(
      "tells what it sends, which is what it describes, and that it is answered",
      inWorld({ type: "answers", text: TEXT }, async ({ model, requests }) => {
        const described = model.describe(REQUEST);
        assert.equal(requests(), 0);
        const watcher = new RecordingWatcher();
        await readAll(model, undefined, watcher);
        assert.deepEqual(watcher.seen, [described, "answered"]);
      }),
    );

    it(
      "tells of a request that is refused, but not that it is answered",
      inWorld({ type: "refuses-once", text: TEXT }, async ({ model }) => {
        const watcher = new RecordingWatcher();
        await readAll(model, undefined, watcher);
        assert.deepEqual(watcher.seen, [model.describe(REQUEST)]);
      }),
    );

    it(
      "lists models",
      inWorld({ type: "answers", text: TEXT }, async ({ model }) => {
        const models = await model.listModels(new AbortController().signal);
        assert.ok(models.length > 0);
        assert.ok(models.every(({ id }) => id !== ""));
        const dates = models.map(({ created }) => created ?? 0);
        assert.deepEqual(
          dates,
          dates.toSorted((one, other) => other - one),
        );
      }),
    );
  });
}

async function readAll(
  model: ModelClient,
  signal = new AbortController().signal,
  watcher?: RequestWatcher,
): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(REQUEST, signal, watcher)) events.push(event);
  return events;
}

async function drain(events: AsyncIterator<ModelEvent>): Promise<readonly ModelEvent[]> {
  const rest: ModelEvent[] = [];
  for (let next = await events.next(); !next.done; next = await events.next()) rest.push(next.value);
  return rest;
}

function failureCode(events: readonly ModelEvent[]): string | undefined {
  const end = events.at(-1);
  return end?.type === "end" && end.reason === "failed" ? end.failure.code : undefined;
}

function textOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");
}

function reasonOf(events: readonly ModelEvent[]): string | undefined {
  const last = events.at(-1);
  return last?.type === "end" ? last.reason : undefined;
}

/** Lets everything that is due happen, timers excepted. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

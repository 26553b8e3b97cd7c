import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import type { ModelEvent } from "../../src/core/ports/model.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { ApiName } from "../../src/shared/failures.ts";
import { joined } from "../support/dialects.ts";
import { startMisbehavingServer, type Misbehaviour } from "../support/misbehavingServer.ts";
import { mutation, place } from "../support/mutations.ts";
import { recordedStreams } from "../support/recordedStreams.ts";
import { aConnection, aModel, aRequest, ask, MapRefusals, read, USER_AGENT } from "../support/openaiWorld.ts";

/** `FUZZ_RUNS` and `FUZZ_SEED` repeat what was seen. */
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 10_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
const SOCKET_RUNS = Math.ceil(Math.min(300, RUNS / 5));

/** An answer that was changed, as a server sends it: in pieces, under some name, with some end. */
type Case = {
  readonly api: ApiName;
  readonly answer: Required<Omit<Misbehaviour, "ending">> & { readonly ending: "proper" | "broken" };
};

const pieces = (bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] => {
  const inner = cuts.map((cut) => Math.floor(cut * bytes.length)).toSorted((a, b) => a - b);
  return [...inner, bytes.length].map((end, index) => bytes.subarray(inner[index - 1] ?? 0, end));
};

const cuts = fc.array(place, { maxLength: 6 });

const mutated: fc.Arbitrary<Case> = fc
  .record({
    recorded: fc.constantFrom(...recordedStreams),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }),
    cuts,
    contentType: fc.constantFrom("text/event-stream", "text/event-stream", "application/json", "text/plain"),
    ending: fc.constantFrom("proper", "proper", "broken"),
  })
  .map(({ recorded, mutations, cuts: places, contentType, ending }) => {
    const whole: Uint8Array = new TextEncoder().encode(recorded.body);
    const bytes = mutations.reduce((changed, { apply }) => (changed.length === 0 ? changed : apply(changed)), whole);
    const answer = { headers: { "content-type": contentType }, pieces: pieces(bytes, places), ending };
    return { api: recorded.api, answer };
  });

/** What must be true of every answer, whatever the server did. */
function assertWellEnded(events: readonly ModelEvent[]): void {
  assert.equal(events.filter(({ type }) => type === "end").length, 1);
  const end = events.at(-1);
  assert.ok(end?.type === "end");
  // That would be a defect of ours.
  if (end.reason === "failed") assert.notEqual(end.failure.code, "unexpected", String(end.cause));
  for (const event of events) {
    switch (event.type) {
      case "text-delta":
      case "refusal-delta":
      case "reasoning-delta":
        assert.ok(typeof event.text === "string" && event.text !== "");
        break;
      case "reasoning":
        assert.ok(typeof event.encrypted === "string" && event.encrypted !== "");
        break;
      case "tool-call":
        assert.ok(typeof event.call.id === "string" && typeof event.call.name === "string");
        assert.ok(typeof event.call.input === "object" && !Array.isArray(event.call.input));
        break;
      case "adapted":
      case "end":
    }
  }
}

/** Runs something that must neither write to the console nor leave a rejection that nobody handles. */
async function quietly(run: () => Promise<void>): Promise<void> {
  const written: unknown[][] = [];
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  const names = ["log", "info", "warn", "error", "debug", "trace"] as const;
  const originals = names.map((name) => console[name]);
  for (const name of names) console[name] = (...values: unknown[]) => void written.push(values);
  process.on("unhandledRejection", onUnhandled);
  try {
    await run();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off("unhandledRejection", onUnhandled);
    for (const [index, name] of names.entries()) console[name] = originals[index] ?? console[name];
  }
  assert.deepEqual(written, []);
  assert.deepEqual(unhandled, []);
}

describe(`A stream that was changed at random (FUZZ_SEED=${SEED})`, function () {
  this.timeout(120_000 + RUNS * 20);

  it(`ends in exactly one end, ${RUNS} times`, () =>
    quietly(() =>
      fc.assert(
        fc.asyncProperty(mutated, async ({ api, answer: { headers, pieces: body, ending } }) => {
          const broken = ending === "broken" ? [new TypeError("terminated")] : [];
          const { model, timers } = await aModel(aConnection({ api }), { headers, body: [...body, ...broken] });
          const { events } = await ask(model);
          assertWellEnded(events);
          assert.equal(timers.running, 0);
        }),
        { numRuns: RUNS, seed: SEED },
      ),
    ));

  it(`is the same however it is cut into pieces, ${SOCKET_RUNS} times`, () =>
    quietly(() =>
      fc.assert(
        fc.asyncProperty(fc.constantFrom(...recordedStreams), cuts, async ({ api, body }, places) => {
          const bytes = new TextEncoder().encode(body);
          const [cut, whole] = await Promise.all(
            [pieces(bytes, places), [bytes]].map(async (each) => {
              const { model } = await aModel(aConnection({ api }), { body: each });
              return joined((await ask(model)).events);
            }),
          );
          assert.deepEqual(cut, whole);
        }),
        { numRuns: SOCKET_RUNS, seed: SEED },
      ),
    ));

  it(`ends in exactly one end over a socket, ${SOCKET_RUNS} times`, async () => {
    let current: Misbehaviour = { pieces: [] };
    await using server = await startMisbehavingServer(() => current);
    const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
    await quietly(() =>
      fc.assert(
        fc.asyncProperty(mutated, async ({ api, answer }) => {
          current = answer;
          const connection = aConnection({ api, baseUrl: `${server.origin}/v1` });
          const model = await connector.connect(connection, new MapRefusals());
          assertWellEnded((await read(model.stream(aRequest(), new AbortController().signal))).events);
        }),
        { numRuns: SOCKET_RUNS, seed: SEED },
      ),
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Timeouts } from "../../src/core/settings/connection.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { dialects, joined, stream, type Dialect } from "../support/dialects.ts";
import { startMisbehavingServer, type Misbehaviour } from "../support/misbehavingServer.ts";
import { startServer } from "../support/openaiServer.ts";
import { aConnection, aRequest, ask, MapRefusals, USER_AGENT, type Outcome } from "../support/openaiWorld.ts";
import { brokenAnswers } from "./streams/brokenAnswers.ts";
import { begun, failed, good, HALF, REST, STREAM, TEXT, whole, write } from "./streams/row.ts";
import { wholeAnswers } from "./streams/wholeAnswers.ts";

async function connect(dialect: Dialect, origin: string, timeouts?: Timeouts) {
  const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
  const connection = aConnection({ api: dialect.api, baseUrl: `${origin}/v1`, ...(timeouts && { timeouts }) });
  return connector.connect(connection, new MapRefusals());
}

/** What comes of the answers that are made for the numbers below `count`. */
async function atEach(
  dialect: Dialect,
  count: number,
  answer: (index: number) => Misbehaviour,
): Promise<readonly Outcome[]> {
  await using server = await startMisbehavingServer(({ body }) =>
    answer(Number((JSON.parse(body) as { readonly model: string }).model)),
  );
  const model = await connect(dialect, server.origin);
  const outcomes: Outcome[] = [];
  while (outcomes.length < count) {
    const next = Array.from({ length: Math.min(20, count - outcomes.length) }, (_, index) => outcomes.length + index);
    outcomes.push(...(await Promise.all(next.map((index) => ask(model, aRequest({ model: String(index) }))))));
  }
  return outcomes;
}

for (const dialect of dialects) {
  describe(`A stream over ${dialect.api} that`, () => {
    for (const { what, apis, answer, timeouts, events } of [...wholeAnswers, ...brokenAnswers]) {
      if (apis && !apis.includes(dialect.api)) continue;
      it(what, async () => {
        await using server = await startMisbehavingServer(() => answer(dialect));
        const outcome = await ask(await connect(dialect, server.origin, timeouts));
        assert.deepEqual(joined(outcome.events), events(dialect));
        if (answer(dialect).ending === "never") await server.connectionClosed();
      });
    }

    it("is cut between any two bytes of its text is the same", async () => {
      const bytes = new TextEncoder().encode(stream(dialect, TEXT));
      const from = write(dialect, ...dialect.begin).length;
      const length = new TextEncoder().encode(write(dialect, dialect.say(TEXT))).length;
      const outcomes = await atEach(dialect, length, (at) => ({
        pieces: [bytes.subarray(0, from + at), bytes.subarray(from + at)],
      }));
      for (const [at, { events }] of outcomes.entries()) assert.deepEqual(joined(events), whole(), `cut at ${at}`);
    });

    for (const ending of ["proper", "broken"] as const) {
      it(`ends at any byte is whole or cut off, with a ${ending} end of the connection`, async () => {
        const bytes = new TextEncoder().encode(good(dialect));
        // From here on the model has said that it is done; the last line ends only say that the event has ended.
        const doneAt = new TextEncoder().encode(
          (begun(dialect) + write(dialect, dialect.say(REST), ...dialect.end.slice(0, 1))).trimEnd(),
        ).length;
        const outcomes = await atEach(dialect, bytes.length, (length) => ({
          pieces: [bytes.subarray(0, length)],
          ending,
        }));
        for (const [length, { events, text }] of outcomes.entries()) {
          const at = `${length} bytes of ${bytes.length}`;
          assert.ok(TEXT.startsWith(text), at);
          assert.equal(events.filter(({ type }) => type === "end").length, 1, at);
          const end = events.at(-1);
          assert.ok(end?.type === "end", at);
          // A connection that breaks may take along what it carried.
          if (ending === "proper" || length < doneAt) {
            assert.equal(end.reason, length < doneAt ? "failed" : "complete", at);
          }
          if (end.reason === "complete") assert.equal(text, TEXT, at);
          else assert.ok(end.reason === "failed" && ["cut-off", "network"].includes(end.failure.code), at);
        }
      });
    }

    it("has an event without end is given up, and the server is not listened to any longer", async () => {
      let sent = 0;
      const piece = Buffer.alloc(1_000_000, "x");
      await using server = await startServer((response) => {
        response.writeHead(200, STREAM);
        response.write(`${begun(dialect)}data: "`);
        const pour = (): void => {
          while (sent < 400_000_000 && !response.destroyed) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once("drain", pour);
          }
        };
        pour();
      });
      const { events } = await ask(await connect(dialect, server.origin));
      assert.deepEqual(joined(events), failed(HALF, { code: "oversized-event" }));
      await server.connectionClosed();
      assert.ok(sent < 60_000_000, `${sent} bytes were sent`);
    });
  });
}

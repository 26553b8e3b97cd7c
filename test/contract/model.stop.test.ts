import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { describe, it } from "mocha";
import type { ModelEvent } from "../../src/core/ports/model.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { dialects, said, type Dialect } from "../support/dialects.ts";
import { startServer } from "../support/openaiServer.ts";
import { aConnection, aRequest, MapRefusals, USER_AGENT } from "../support/openaiWorld.ts";

type Phase = {
  readonly when: string;
  /** How far the server has come when the person stops. */
  readonly answer: (response: ServerResponse, dialect: Dialect) => void;
  readonly text?: string;
};

const PHASES: readonly Phase[] = [
  { when: "before the headers", answer: () => undefined },
  {
    when: "before the first byte",
    answer: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.flushHeaders();
    },
  },
  {
    when: "while only comments come",
    answer: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": processing\n\n");
    },
  },
  {
    when: "while the answer comes",
    answer: (response, dialect) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(dialect.write(dialect.say("Hel")));
    },
    text: "Hel",
  },
  {
    when: "in the middle of an event",
    answer: (response, dialect) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(dialect.write(dialect.say("Hel")) + dialect.write(dialect.say("lo")).slice(0, -20));
    },
    text: "Hel",
  },
  {
    when: "while an answer in one piece is read",
    answer: (response, dialect) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write(JSON.stringify(dialect.whole("Hello")).slice(0, -20));
    },
  },
  {
    when: "while an error's text is read",
    answer: (response) => {
      response.writeHead(500, { "content-type": "application/json" });
      response.write('{"error":{"message":"The server ');
    },
  },
];

for (const dialect of dialects) {
  describe(`Stop over ${dialect.api} closes the connection, which the server itself would never end`, () => {
    for (const { when, answer, text = "" } of PHASES) {
      it(when, async () => {
        const { promise: answered, resolve } = Promise.withResolvers<void>();
        await using server = await startServer((response) => {
          answer(response, dialect);
          resolve();
        });
        const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
        const connection = aConnection({ api: dialect.api, baseUrl: `${server.origin}/v1` });
        const model = await connector.connect(connection, new MapRefusals());
        const abort = new AbortController();
        const events = model.stream(aRequest(), abort.signal)[Symbol.asyncIterator]();
        const received: ModelEvent[] = [];
        // Whatever has come is read before the person stops, so that the reader waits.
        if (text !== "") received.push((await events.next()).value);
        const next = events.next();
        await answered;
        await arrival();
        abort.abort();
        received.push((await next).value);
        // How soon is measured by `npm run bench:client`.
        await server.connectionClosed();
        assert.deepEqual(received, [...said(text), { type: "end", reason: "stopped" }]);
        assert.deepEqual(await events.next(), { done: true, value: undefined });
      });
    }
  });
}

/** Gives what was written some time to get through the sockets of this process. */
async function arrival(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

import assert from "node:assert/strict";
import { LLMock } from "@copilotkit/aimock";
import { describe, it } from "mocha";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { ApiName } from "../../src/shared/failures.ts";
import { answered, chatDialect, said, stream } from "../support/dialects.ts";
import { startMisbehavingServer, type Misbehaviour } from "../support/misbehavingServer.ts";
import { aConnection, ask, KEY, MapRefusals, USER_AGENT, type Outcome } from "../support/openaiWorld.ts";
import { recordedStreams } from "../support/recordedStreams.ts";
import { answerOf, askSdk } from "../support/sdkAnswer.ts";

/** Ways to send the same well-formed answer. */
const DELIVERIES: readonly (readonly [how: string, send: (body: string) => Misbehaviour])[] = [
  ["at once", (body) => ({ pieces: [body] })],
  ["byte by byte", (body) => ({ pieces: Array.from(new TextEncoder().encode(body), (byte) => Uint8Array.of(byte)) })],
  ["with CRLF", (body) => ({ pieces: [body.replaceAll("\n", "\r\n")] })],
  ["with a byte order mark", (body) => ({ pieces: [`\ufeff${body}`] })],
  ["with comments", (body) => ({ pieces: [`: hello\n\n${body.replaceAll("\n\n", "\n\n: hello\n\n")}`] })],
  ["without its last line ends", (body) => ({ pieces: [body.trimEnd()] })],
  ["without [DONE]", (body) => ({ pieces: [body.replace("data: [DONE]\n\n", "")] })],
];

const isWhole = (body: string): boolean => body.startsWith("{");

async function askOurs(api: ApiName, baseUrl: string): Promise<Outcome> {
  const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
  return ask(await connector.connect(aConnection({ api, baseUrl }), new MapRefusals()));
}

describe("OpenAI's own SDK reads the same", () => {
  for (const { api, what, body } of recordedStreams) {
    it(`of ${what} over ${api}, however it is sent`, async () => {
      let current: Misbehaviour = { pieces: [] };
      await using server = await startMisbehavingServer(() => current);
      const baseUrl = `${server.origin}/v1`;
      const headers = { "content-type": isWhole(body) ? "application/json" : "text/event-stream" };
      for (const [how, send] of isWhole(body) ? DELIVERIES.slice(0, 2) : DELIVERIES) {
        current = { headers, ...send(body) };
        const ours = answerOf((await askOurs(api, baseUrl)).events);
        assert.deepEqual(ours, await askSdk(api, baseUrl, !isWhole(body)), how);
        assert.notEqual(ours.reason, undefined);
      }
    });
  }

  for (const api of ["chat", "responses"] as const) {
    it(`of a server that this project did not write, over ${api}, with text and with a tool call`, async () => {
      const server = new LLMock({ port: 0, chunkSize: 4, auth: { apiKeys: [KEY] } });
      await server.start();
      try {
        const baseUrl = `${server.url}/v1`;
        for (const answer of [
          { content: "Grüße, 世界 👩‍🚀, and more than one chunk." },
          { content: "Cut", finishReason: "length" },
          { toolCalls: [{ id: "call_1", name: "read_file", arguments: '{"path":"src/a.ts"}' }] },
        ]) {
          server.clearFixtures();
          server.on({}, answer);
          assert.deepEqual(answerOf((await askOurs(api, baseUrl)).events), await askSdk(api, baseUrl, true));
        }
      } finally {
        await server.stop();
      }
    });
  }
});

const TEXT = "Hello, world";
const hel = chatDialect.write(chatDialect.say("Hello, "));
const requestId = "req_1";
const failed = (text: string, failure: object): readonly object[] => [
  ...said(text),
  { type: "end", reason: "failed", failure },
];

/** Where we mean to differ: what the SDK makes of it is told so that nobody takes it for the standard. */
const DIFFERENCES: readonly {
  readonly what: string;
  readonly answer: Misbehaviour;
  readonly ours: readonly object[];
  readonly sdk: string;
}[] = [
  {
    what: "keep-alives that are data",
    answer: { pieces: [`data: : keepalive\n\n${stream(chatDialect, TEXT)}`] },
    ours: answered(TEXT),
    sdk: "SyntaxError",
  },
  {
    what: "JSON instead of a stream",
    answer: { headers: { "content-type": "application/json" }, pieces: [JSON.stringify(chatDialect.whole(TEXT))] },
    ours: answered(TEXT),
    sdk: 'an answer without an end: ""',
  },
  {
    what: "a page instead of a stream",
    answer: { headers: { "content-type": "text/html" }, pieces: ["<html></html>"] },
    ours: failed("", { code: "not-a-stream", contentType: "text/html", requestId }),
    sdk: 'an answer without an end: ""',
  },
  {
    what: "an answer that ends before the model is done",
    answer: { pieces: [hel] },
    ours: failed("Hello, ", { code: "cut-off", requestId }),
    sdk: 'an answer without an end: "Hello, "',
  },
  {
    what: "a connection that breaks",
    answer: { pieces: [hel], ending: "broken" },
    ours: failed("Hello, ", { code: "cut-off", requestId }),
    sdk: "TypeError",
  },
  {
    what: "no empty lines",
    answer: { pieces: [stream(chatDialect, TEXT).replaceAll("\n\n", "\n")] },
    ours: answered(TEXT),
    sdk: "SyntaxError",
  },
  {
    what: "an error in the midst of the stream",
    answer: { pieces: [`${hel}data: {"error":{"message":"Slow down","code":"rate_limit_exceeded"}}\n\n`] },
    ours: failed("Hello, ", { code: "rate-limited", requestId }),
    sdk: "APIError",
  },
];

describe("We differ from OpenAI's own SDK over", () => {
  for (const { what, answer, ours, sdk } of DIFFERENCES) {
    it(what, async () => {
      await using server = await startMisbehavingServer(() => answer);
      const baseUrl = `${server.origin}/v1`;
      assert.deepEqual((await askOurs("chat", baseUrl)).events, ours);
      assert.equal(await sdkOutcome(baseUrl), sdk);
    });
  }
});

async function sdkOutcome(baseUrl: string): Promise<string> {
  try {
    const { text, reason } = await askSdk("chat", baseUrl, true);
    return reason === undefined ? `an answer without an end: ${JSON.stringify(text)}` : "an answer";
  } catch (error) {
    return error instanceof Error ? error.constructor.name : String(error);
  }
}

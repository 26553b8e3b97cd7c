import assert from "node:assert/strict";
import { LLMock } from "@copilotkit/aimock";
import { describe, it } from "mocha";
import type { ModelClient } from "../../src/core/ports/model.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { aConnection, aRequest, ask, KEY, MapRefusals, USER_AGENT } from "../support/openaiWorld.ts";

const TEXT = "Hello, and welcome to a server that this project did not write.";

type World = { readonly server: LLMock; readonly connect: (key?: string) => Promise<ModelClient> };

for (const [api, path] of [
  ["responses", "/v1/responses"],
  ["chat", "/v1/chat/completions"],
] as const) {
  const inWorld = (expectations: (world: World) => Promise<void>) => async () => {
    const server = new LLMock({ port: 0, chunkSize: 4, auth: { apiKeys: [KEY] } });
    await server.start();
    const connector = createOpenAiConnector({ fetch, userAgent: USER_AGENT });
    const connect = (key = KEY) =>
      connector.connect(aConnection({ api, key, baseUrl: `${server.url}/v1` }), new MapRefusals());
    try {
      await expectations({ server, connect });
    } finally {
      await server.stop();
    }
  };

  describe(`An OpenAI server that speaks ${api}`, () => {
    it(
      "is asked the conversation, and its answer arrives whole and in pieces",
      inWorld(async ({ server, connect }) => {
        // Slowly: what arrives together is one event.
        server.on({}, { content: TEXT, usage: { input_tokens: 12, output_tokens: 9 } }, { latency: 2 });
        const messages = [
          { role: "user", text: "One" },
          { role: "assistant", text: "Two" },
          { role: "user", text: "Three" },
        ] as const;
        const { text, events, failure } = await ask(await connect(), aRequest({ instructions: "Be brief.", messages }));
        assert.equal(failure, undefined);
        assert.equal(text, TEXT);
        assert.ok(events.length > 2);
        const end = events.at(-1);
        assert.ok(end?.type === "end");
        assert.deepEqual(end.usage, api === "responses" ? { input: 12, output: 9 } : undefined);

        const sent = server.getLastRequest();
        assert.equal(sent?.method, "POST");
        assert.equal(sent?.path, path);
        const body = sent?.body;
        assert.ok(body && "messages" in body);
        assert.deepEqual(body.messages, [
          { role: "system", content: "Be brief." },
          { role: "user", content: "One" },
          { role: "assistant", content: "Two" },
          { role: "user", content: "Three" },
        ]);
      }),
    );

    it(
      "tells that the answer reached its limit",
      inWorld(async ({ server, connect }) => {
        server.on({}, { content: TEXT, finishReason: "length" });
        const end = (await ask(await connect())).events.at(-1);
        assert.ok(end?.type === "end");
        assert.equal(end.reason, "length");
      }),
    );

    it(
      "does not accept another key",
      inWorld(async ({ server, connect }) => {
        server.on({}, { content: TEXT });
        assert.equal((await ask(await connect("sk-another-0123456789"))).failure?.code, "auth");
      }),
    );

    it(
      "refuses with a status, which comes out as its failure, after a single request",
      inWorld(async ({ server, connect }) => {
        const model = await connect();
        for (const [status, code, expected] of [
          [429, "rate_limit_exceeded", "rate-limited"],
          [429, "insufficient_quota", "quota"],
          [404, "model_not_found", "model-not-found"],
          [400, "context_length_exceeded", "context-too-long"],
          [400, "invalid_value", "refused-request"],
          [403, "forbidden", "permission"],
          [500, "server_error", "server"],
          [503, "overloaded", "server"],
        ] as const) {
          server.clearRequests();
          server.nextRequestError(status, { message: "No.", code });
          const { failure } = await ask(model);
          assert.equal(failure?.code, expected);
          assert.ok("requestId" in failure && failure.requestId);
          assert.equal(server.getRequests().length, 1);
        }
      }),
    );

    it(
      "says how long to wait",
      inWorld(async ({ server, connect }) => {
        server.on({}, { error: { message: "Slow down" }, status: 429, retryAfter: 7 });
        const { failure } = await ask(await connect());
        assert.ok(failure?.code === "rate-limited");
        assert.equal(failure.retryAfterMs, 7000);
      }),
    );

    it(
      "cuts the answer off",
      inWorld(async ({ server, connect }) => {
        // Slowly: what arrives together with the end of a connection may be lost.
        server.on({}, { content: TEXT }, { truncateAfterChunks: 12, latency: 2 });
        const { text, failure } = await ask(await connect());
        assert.equal(failure?.code, "cut-off");
        assert.ok(text !== "" && text !== TEXT && TEXT.startsWith(text));
      }),
    );

    it(
      "breaks in other ways",
      inWorld(async ({ server, connect }) => {
        server.on({}, { content: TEXT });
        const model = await connect();
        for (const [chaos, expected] of [
          [{ disconnectRate: 1 }, "network"],
          [{ malformedRate: 1 }, "not-a-stream"],
          [{ dropRate: 1 }, "server"],
          [{ rateLimitRate: 1 }, "rate-limited"],
        ] as const) {
          server.setChaos(chaos);
          assert.equal((await ask(model)).failure?.code, expected);
          server.clearChaos();
        }
        assert.equal((await ask(model)).text, TEXT);
      }),
    );

    it(
      "lists its models",
      inWorld(async ({ connect }) => {
        const models = await (await connect()).listModels(new AbortController().signal);
        assert.ok(models.some(({ id }) => id === "gpt-4o"));
      }),
    );
  });
}

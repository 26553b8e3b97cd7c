import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Timeouts } from "../../src/core/settings/connection.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { Fetch } from "../../src/providers/openai/transport.ts";
import { beginStream, startServer, unusedOrigin } from "../support/openaiServer.ts";
import { aConnection, aRequest, ask, failureFrom, KEY, MapRefusals, read, USER_AGENT } from "../support/openaiWorld.ts";

const HEL = { choices: [{ delta: { content: "Hel" } }] };
const LO = { choices: [{ delta: { content: "lo" }, finish_reason: "stop" }] };

async function connect(origin: string, more: { readonly timeouts?: Timeouts; readonly fetch?: Fetch } = {}) {
  const connector = createOpenAiConnector({ fetch: more.fetch ?? fetch, userAgent: USER_AGENT });
  const { timeouts } = more;
  return connector.connect(
    aConnection({ api: "chat", baseUrl: `${origin}/v1`, ...(timeouts && { timeouts }) }),
    new MapRefusals(),
  );
}

describe("On the wire", () => {
  it("a request is what it should be, and nothing else", async () => {
    await using server = await startServer((response) => {
      beginStream(response, LO);
      response.end();
    });
    const { text } = await ask(await connect(server.origin));
    assert.equal(text, "lo");
    const [request] = server.received;
    assert.equal(request?.method, "POST");
    assert.equal(request?.url, "/v1/chat/completions");
    assert.equal(request?.body, '{"model":"gpt-test","messages":[{"role":"user","content":"Hi"}],"stream":true}');
    assert.equal(request?.headers.authorization, `Bearer ${KEY}`);
    assert.deepEqual(Object.keys(request?.headers ?? {}).toSorted(), [
      "accept",
      // These five are fetch's own.
      "accept-encoding",
      "accept-language",
      "authorization",
      "connection",
      "content-length",
      "content-type",
      "host",
      "sec-fetch-mode",
      "user-agent",
    ]);
  });

  it("a redirect is not followed, and nothing reaches where it points", async () => {
    await using elsewhere = await startServer((response) => response.end());
    await using server = await startServer((response) => {
      response.writeHead(307, { location: `${elsewhere.origin}/v1/chat/completions` });
      response.end();
    });
    const manual: Fetch = (url, init) => fetch(url, { ...init, redirect: "manual" });
    for (const model of [await connect(server.origin), await connect(server.origin, { fetch: manual })]) {
      const redirected = { code: "redirected", origin: server.origin };
      assert.deepEqual((await ask(model)).failure, redirected);
      assert.deepEqual(await failureFrom(model.listModels(new AbortController().signal)), redirected);
    }
    assert.equal(server.received.length, 4);
    assert.equal(elsewhere.received.length, 0);
  });

  it("a page is not an answer", async () => {
    await using server = await startServer((response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html><title>Welcome</title></html>");
    });
    const { failure } = await ask(await connect(server.origin));
    assert.deepEqual(failure, { code: "not-a-stream", contentType: "text/html" });
  });

  it("an account without credit is told as such", async () => {
    await using server = await startServer((response) => {
      response.writeHead(429, { "content-type": "application/json", "x-request-id": "req_1" });
      response.end('{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}');
    });
    assert.deepEqual((await ask(await connect(server.origin))).failure, {
      code: "quota",
      origin: server.origin,
      requestId: "req_1",
    });
    assert.equal(server.received.length, 1);
  });

  it("an abort closes the connection, and a request that has no answer yet too", async () => {
    for (const events of [undefined, [HEL]]) {
      const abort = new AbortController();
      await using server = await startServer((response) => {
        if (events) beginStream(response, ...events);
        setImmediate(() => abort.abort());
      });
      const outcome = await read((await connect(server.origin)).stream(aRequest(), abort.signal));
      assert.deepEqual(outcome.events.at(-1), { type: "end", reason: "stopped" });
      await server.connectionClosed();
    }
  });

  it("a reader that goes away closes the connection", async () => {
    await using server = await startServer((response) => beginStream(response, HEL));
    const model = await connect(server.origin);
    for await (const event of model.stream(aRequest(), new AbortController().signal)) {
      assert.deepEqual(event, { type: "text-delta", text: "Hel" });
      break;
    }
    await server.connectionClosed();
  });

  it("silence ends by the real clock, and closes the connection", async () => {
    for (const [timeouts, events, expected] of [
      [{ firstByte: 40, idle: 60_000 }, undefined, "no-first-byte"],
      [{ firstByte: 40, idle: 60_000 }, [], "no-first-byte"],
      [{ firstByte: 60_000, idle: 40 }, [HEL], "stalled"],
    ] as const) {
      await using server = await startServer((response) => {
        if (events) beginStream(response, ...events);
      });
      assert.equal((await ask(await connect(server.origin, { timeouts }))).failure?.code, expected);
      await server.connectionClosed();
    }
  });

  it("a server that breaks the connection resets it before the answer, and cuts the answer off after its beginning", async () => {
    await using server = await startServer((response, { body }) => {
      if (body.includes("Break at once")) response.socket?.resetAndDestroy();
      else beginStream(response, HEL);
    });
    const model = await connect(server.origin);
    const messages = [{ role: "user", text: "Break at once" }] as const;
    const { failure } = await ask(model, aRequest({ messages }));
    assert.ok(failure?.code === "network");
    assert.equal(failure.kind, "reset");

    const events = model.stream(aRequest(), new AbortController().signal)[Symbol.asyncIterator]();
    assert.deepEqual((await events.next()).value, { type: "text-delta", text: "Hel" });
    const rest = events.next();
    server.breakConnections();
    assert.deepEqual((await rest).value, {
      type: "end",
      reason: "failed",
      failure: { code: "cut-off", requestId: "req_1" },
    });
  });
});

describe("A server out of reach", () => {
  it("is not found by its name", async () => {
    const { failure } = await ask(await connect("http://something.invalid"));
    assert.ok(failure?.code === "network");
    assert.equal(failure.kind, "dns");
    assert.equal(failure.origin, "http://something.invalid");
  });

  it("refuses the connection", async () => {
    const origin = await unusedOrigin();
    const { failure } = await ask(await connect(origin));
    assert.deepEqual(failure, {
      code: "network",
      kind: "refused",
      origin,
      detail: `connect ECONNREFUSED ${origin.slice("http://".length)}`,
    });
  });

  it("has a certificate that is not trusted", async () => {
    await using server = await startServer((response) => response.end(), { tls: true });
    const { failure } = await ask(await connect(server.origin));
    assert.deepEqual(failure, {
      code: "network",
      kind: "tls",
      origin: server.origin,
      detail: "self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)",
    });
    assert.equal(server.received.length, 0);
  });

  it("does not speak TLS, which is nothing about its certificate", async () => {
    await using server = await startServer((response) => response.end());
    const { failure } = await ask(await connect(server.origin.replace("http:", "https:")));
    assert.ok(failure?.code === "network");
    assert.equal(failure.kind, "plain-http");
  });
});

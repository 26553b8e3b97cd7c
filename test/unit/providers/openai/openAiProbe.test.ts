import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Refusal } from "../../../../src/core/ports/refusals.ts";
import type { Connection } from "../../../../src/core/settings/connection.ts";
import { createOpenAiProbes } from "../../../../src/providers/openai/main.ts";
import { FakeFetch, json, SILENCE, type FetchStep } from "../../../support/openaiFetch.ts";
import { aConnection, failureFrom, ManualTimers, USER_AGENT } from "../../../support/openaiWorld.ts";

const signal = new AbortController().signal;

async function aProbe(connection: Connection, refusals: readonly Refusal[], ...steps: readonly FetchStep[]) {
  const fetch = new FakeFetch(...steps);
  const timers = new ManualTimers();
  let now = 0;
  const probes = createOpenAiProbes({
    fetch: fetch.fetch,
    userAgent: USER_AGENT,
    setTimer: timers.setTimer,
    now: () => (now += 5),
  });
  return { fetch, timers, probe: await probes.open(connection, refusals) };
}

describe("A probe of an endpoint", () => {
  it("knows where requests go and which API a question uses, and has sent nothing", async () => {
    const { fetch, probe } = await aProbe(aConnection({ api: "auto" }), []);
    assert.equal(probe.api, "responses");
    assert.deepEqual(probe.urls, {
      models: "https://api.openai.com/v1/models",
      responses: "https://api.openai.com/v1/responses",
      chat: "https://api.openai.com/v1/chat/completions",
      completions: "https://api.openai.com/v1/completions",
    });
    assert.equal(fetch.requests.length, 0);
  });

  it("knows what refusals change about that", async () => {
    const connection = aConnection({ api: "auto", baseUrl: "http://localhost:8080" });
    const { probe } = await aProbe(connection, ["address", "api:chat"]);
    assert.equal(probe.api, "responses");
    assert.equal(probe.urls.chat, "http://localhost:8080/v1/chat/completions");
  });

  it("has the version that an Azure address names in its URLs", async () => {
    const baseUrl = "https://me.openai.azure.com/openai/deployments/mine?api-version=2024-10-21";
    const { probe } = await aProbe(aConnection({ api: "auto", baseUrl }), []);
    assert.equal(
      probe.urls.chat,
      "https://me.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21",
    );
  });

  it("says what the server says about itself, and nothing about the person", async () => {
    const headers = {
      server: "cloudflare",
      "openai-version": "2020-10-01",
      "openai-organization": "mine",
      "set-cookie": "session=secret",
      "x-request-id": "req_1",
    };
    const { probe } = await aProbe(aConnection(), [], json(200, { data: [] }, headers));
    assert.deepEqual(await probe.inspect(signal), {
      url: "https://api.openai.com/v1/models",
      status: 200,
      milliseconds: 5,
      headers: { server: "cloudflare", "openai-version": "2020-10-01" },
      requestId: "req_1",
    });
  });

  for (const status of [401, 404, 500]) {
    it(`takes ${status} for an answer`, async () => {
      const { probe } = await aProbe(aConnection(), [], { status, headers: { server: "nginx" }, body: ["Sorry"] });
      const facts = await probe.inspect(signal);
      assert.equal(facts.status, status);
      assert.deepEqual(facts.headers, { server: "nginx" });
    });
  }

  it("leaves the list of models unread", async () => {
    const { fetch, probe } = await aProbe(aConnection(), [], { body: [SILENCE] });
    await probe.inspect(signal);
    assert.equal(fetch.requests[0]?.signal?.aborted, true);
  });

  it("gives up when no answer comes in time", async () => {
    const { timers, probe } = await aProbe(aConnection(), [], SILENCE);
    const failed = failureFrom(probe.inspect(signal));
    await new Promise((resolve) => setImmediate(resolve));
    timers.pass(60_000);
    assert.deepEqual(await failed, { code: "no-first-byte", seconds: 60 });
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const { probe } = await aProbe(aConnection(), [], SILENCE);
    const inspected = probe.inspect(controller.signal);
    controller.abort();
    await assert.rejects(inspected, { name: "AbortError" });
  });
});

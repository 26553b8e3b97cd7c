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
  it("sends nothing when it is made", async () => {
    const { fetch } = await aProbe(aConnection(), []);
    assert.equal(fetch.requests.length, 0);
  });

  it("follows what was refused to the API that a question uses now", async () => {
    const { probe } = await aProbe(aConnection({ api: "auto" }), ["api:responses"]);
    assert.equal(probe.api, "chat");
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

  it("closes the connection without having read the list of models", async () => {
    const { fetch, probe } = await aProbe(aConnection(), [], { body: [SILENCE] });
    await probe.inspect(signal);
    assert.equal(fetch.request.signal?.aborted, true);
  });

  it("gives up when no answer comes in time", async () => {
    const { fetch, timers, probe } = await aProbe(aConnection(), [], SILENCE);
    const failed = failureFrom(probe.inspect(signal));
    await fetch.silence();
    timers.pass(60_000);
    assert.deepEqual(await failed, { code: "no-first-byte", seconds: 60 });
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { EndpointProbes } from "../../src/core/ports/endpointProbe.ts";
import { createOpenAiProbes } from "../../src/providers/openai/main.ts";
import { FakeProbes } from "../support/connectionWorld.ts";
import { FakeFetch, fetchFailed, SILENCE, type FetchStep } from "../support/openaiFetch.ts";
import { aConnection, failureFrom, USER_AGENT } from "../support/openaiWorld.ts";

/** How the server behaves when it is asked for its models. */
type Situation =
  | { readonly type: "answers"; readonly status: number; readonly requestId?: string }
  | { readonly type: "is-silent" }
  | { readonly type: "is-not-there" };

function describeProbeContract(name: string, probesFor: (situation: Situation) => EndpointProbes): void {
  describe(`${name}, as a probe of endpoints`, () => {
    const connection = aConnection({ api: "auto" });
    const open = (situation: Situation) => probesFor(situation).open(connection, []);
    const signal = new AbortController().signal;

    it("knows the URLs and the API of a question without an answer of the server", async () => {
      const { urls, api } = await open({ type: "is-not-there" });
      assert.equal(api, "responses");
      assert.deepEqual(urls, {
        models: "https://api.openai.com/v1/models",
        responses: "https://api.openai.com/v1/responses",
        chat: "https://api.openai.com/v1/chat/completions",
        completions: "https://api.openai.com/v1/completions",
      });
    });

    it("knows that other endpoints are asked on Chat Completions, and what a refused address becomes", async () => {
      const local = aConnection({ api: "auto", baseUrl: "http://localhost:8080" });
      const { urls, api } = await probesFor({ type: "is-not-there" }).open(local, ["address"]);
      assert.equal(api, "chat");
      assert.equal(urls.chat, "http://localhost:8080/v1/chat/completions");
    });

    it("keeps the query of an Azure address", async () => {
      const baseUrl = "https://me.openai.azure.com/openai/deployments/mine?api-version=2024-10-21";
      const { urls } = await probesFor({ type: "is-not-there" }).open(aConnection({ api: "chat", baseUrl }), []);
      assert.match(urls.chat, /\/deployments\/mine\/chat\/completions\?api-version=2024-10-21$/);
    });

    for (const status of [200, 401, 404, 500]) {
      it(`takes ${status} for an answer`, async () => {
        const facts = await (await open({ type: "answers", status, requestId: "req_1" })).inspect(signal);
        assert.equal(facts.status, status);
        assert.equal(facts.url, "https://api.openai.com/v1/models");
        assert.equal(facts.requestId, "req_1");
      });
    }

    it("has no request id when the server gives none", async () => {
      const facts = await (await open({ type: "answers", status: 200 })).inspect(signal);
      assert.ok(!("requestId" in facts));
    });

    it("says why there is no answer", async () => {
      const failure = await failureFrom((await open({ type: "is-not-there" })).inspect(signal));
      assert.ok(failure?.code === "network");
      assert.equal(failure.kind, "refused");
    });

    it("ends with the signal's reason, before and while it waits", async () => {
      const controller = new AbortController();
      const probe = await open({ type: "is-silent" });
      const inspected = probe.inspect(controller.signal);
      controller.abort();
      await assert.rejects(inspected, { name: "AbortError" });
      await assert.rejects(probe.inspect(controller.signal), { name: "AbortError" });
    });
  });
}

describeProbeContract("FakeProbes", (situation) => {
  const probes = new FakeProbes();
  switch (situation.type) {
    case "answers": {
      const { status, requestId } = situation;
      probes.server = { status, milliseconds: 1, headers: {}, ...(requestId && { requestId }) };
      break;
    }
    case "is-silent":
      probes.silent = true;
      break;
    case "is-not-there":
      probes.server = { code: "network", kind: "refused", origin: "https://api.openai.com", detail: "" };
      break;
  }
  return probes;
});

describeProbeContract("The OpenAI provider", (situation) => {
  const { fetch } = new FakeFetch(toStep(situation));
  return createOpenAiProbes({ fetch, userAgent: USER_AGENT });
});

function toStep(situation: Situation): FetchStep {
  switch (situation.type) {
    case "answers":
      return {
        status: situation.status,
        ...(situation.requestId && { headers: { "x-request-id": situation.requestId } }),
      };
    case "is-silent":
      return SILENCE;
    case "is-not-there":
      return fetchFailed("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:443", { port: 443 });
  }
}

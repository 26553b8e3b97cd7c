import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import type { ConnectionFacts } from "../../../../src/core/connection/connectionFacts.ts";
import type { Refusal } from "../../../../src/core/ports/refusals.ts";
import { AskError, type Failure } from "../../../../src/shared/failures.ts";
import { CANARY, connectionWorld, EVENT_MS, everything } from "../../../support/connectionWorld.ts";
import { answer, failing, pausing, type Step } from "../../../support/fakeModel.ts";

const server: Failure = { code: "server", status: 500, detail: "" };
const refused: Failure = { code: "network", kind: "refused", origin: "https://api.openai.com", detail: "" };
const certificate = { subject: "api.openai.com", issuer: "Test CA" };

/** The world's answers, with the one at `index` replaced. */
function except(index: number, steps: readonly Step[]): readonly (readonly Step[])[] {
  return everything().with(index, steps);
}

function typesOf({ target, server: about, models, model, question, apis, tools, images }: ConnectionFacts) {
  const findings = { target, server: about, models, model, question, ...apis, tools, images };
  return Object.entries(findings)
    .filter(([, { type }]) => type !== "found")
    .map(([name, { type }]) => `${name}: ${type}`);
}

describe("testing the connection", () => {
  it("looks at everything, one thing after the other", async () => {
    const { report, steps } = connectionWorld();
    const { facts } = await report({ peerCertificate: async () => certificate });
    assert.deepEqual(typesOf(facts), []);
    assert.deepEqual(facts.certificate, { type: "found", value: certificate });
    assert.deepEqual(steps, [
      "models",
      "server",
      "certificate",
      "question",
      "responses",
      "chat",
      "completions",
      "tools",
      "images",
    ]);
  });

  it("asks the model six times, for little, and counts what it cost", async () => {
    const { report, model, models } = connectionWorld();
    const { facts } = await report();
    assert.deepEqual(facts.cost, { requests: 6, tokens: 29 + 4 * 11 + 40 });
    assert.deepEqual(
      model.requests.map(({ parameters }) => parameters),
      [256, 16, 16, 16, 64, 16].map((maxOutputTokens) => ({ maxOutputTokens })),
    );
    assert.deepEqual(
      models.connections.slice(-6).map(({ api }) => api),
      ["auto", "responses", "chat", "completions", "auto", "auto"],
    );
  });

  it("asks the question with what the person set, for one answer and no more than it needs", async () => {
    const parameters = { temperature: 0, n: 3, maxOutputTokens: 9_000 };
    const { report, model } = connectionWorld(everything(), { parameters });
    await report();
    assert.deepEqual(model.requests[0]?.parameters, { temperature: 0, maxOutputTokens: 256 });
    assert.deepEqual(model.requests[1]?.parameters, { maxOutputTokens: 16 });
  });

  it("times the question", async () => {
    const { report } = connectionWorld();
    const { question } = (await report()).facts;
    assert.ok(question.type === "found");
    assert.deepEqual(question.value, {
      reason: "complete",
      firstEvent: EVENT_MS,
      text: { first: EVENT_MS, last: 3 * EVENT_MS, pieces: 3 },
      total: 4 * EVENT_MS,
      calledTool: false,
      refused: [],
    });
  });

  it("asks the API that is set once, not twice", async () => {
    const { report, model } = connectionWorld(everything().toSpliced(2, 1), { api: "chat" });
    const { facts } = await report();
    assert.equal(model.requests.length, 5);
    assert.equal(facts.apis.chat, facts.question);
  });

  it("knows a tool that was called from one that was not", async () => {
    const { report } = connectionWorld(except(4, answer("I would rather not.")));
    assert.deepEqual((await report()).facts.tools, { type: "found", value: "ignored" });
  });

  it("takes the model from the list when none is set, and keeps the choice to itself", async () => {
    const { report, settings, memory } = connectionWorld();
    const { model: _, ...withoutModel } = settings;
    const { facts } = await report({ settings: withoutModel });
    assert.deepEqual(facts.model, { type: "found", value: { id: "gpt-test", chosenBy: "list" } });
    assert.equal(memory.values.size, 0);
  });

  it("takes the model that an Azure address names", async () => {
    const { report, settings, keys } = connectionWorld();
    const { model: _, ...withoutModel } = settings;
    const endpoint = parseEndpoint(
      "https://me.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2024-10-21",
    );
    await keys.set(endpoint.origin, CANARY);
    const { facts } = await report({ settings: { ...withoutModel, endpoint } });
    assert.deepEqual(facts.model, { type: "found", value: { id: "mine", chosenBy: "address" } });
  });

  it("asks no certificate of a server that has none", async () => {
    const { report, settings } = connectionWorld();
    const endpoint = parseEndpoint("http://localhost:8080/v1");
    const peerCertificate = () => assert.fail("it was asked for");
    const { facts } = await report({ settings: { ...settings, endpoint }, peerCertificate });
    assert.equal(facts.certificate, undefined);
  });
});

describe("a part of the test that fails", () => {
  it("leaves the rest: the server", async () => {
    const { report, probes } = connectionWorld();
    probes.server = refused;
    assert.deepEqual(typesOf((await report()).facts), ["server: failed"]);
  });

  it("leaves the rest: the list of models", async () => {
    const { report, model } = connectionWorld();
    model.models = server;
    assert.deepEqual(typesOf((await report()).facts), ["models: failed"]);
  });

  it("leaves the rest: the certificate, with a defect that is logged", async () => {
    const { report, log } = connectionWorld();
    const peerCertificate = () => Promise.reject(new TypeError("a defect"));
    const { facts } = await report({ peerCertificate });
    assert.deepEqual(facts.certificate, { type: "failed", failure: { code: "unexpected" } });
    assert.deepEqual(typesOf(facts), []);
    assert.equal(log.lines.length, 1);
  });

  for (const [index, name] of ["question", "responses", "chat", "completions", "tools", "images"].entries()) {
    it(`leaves the rest: ${name}`, async () => {
      const { report } = connectionWorld(except(index, failing(server)));
      assert.deepEqual(typesOf((await report()).facts), [`${name}: failed`]);
    });
  }

  it("leaves the rest, but for what follows from it: the choice of a model", async () => {
    const { report, model, settings } = connectionWorld();
    const { model: _, ...withoutModel } = settings;
    model.models = [{ id: "whisper-1" }];
    const { facts } = await report({ settings: withoutModel });
    assert.deepEqual(facts.model, { type: "failed", failure: { code: "no-model", origin: "api.openai.com" } });
    assert.deepEqual(facts.tools, { type: "untried", failure: { code: "no-model", origin: "api.openai.com" } });
    assert.equal(facts.target.type, "found");
    assert.equal(facts.cost.requests, 0);
  });

  it("leaves the rest, but for what follows from it: the key", async () => {
    const { report, keys, model } = connectionWorld();
    await keys.delete("https://api.openai.com");
    const { facts } = await report({ peerCertificate: async () => certificate });
    assert.deepEqual(facts.account.key, { type: "missing" });
    assert.deepEqual(facts.question, { type: "untried", failure: { code: "no-key", origin: "api.openai.com" } });
    assert.equal(facts.certificate?.type, "found");
    assert.equal(model.requests.length, 0);
  });

  it("leaves the rest, but for what follows from it: the secret storage", async () => {
    const { report, keys } = connectionWorld();
    keys.get = () => Promise.reject(new AskError({ code: "secrets-unavailable" }));
    const { facts } = await report();
    assert.deepEqual(facts.account.key, { type: "unreadable", failure: { code: "secrets-unavailable" } });
    assert.equal(facts.server.type, "untried");
  });

  for (const failure of [
    { code: "auth", origin: "api.openai.com" },
    { code: "quota", origin: "https://api.openai.com" },
    { code: "rate-limited" },
    { code: "no-first-byte", seconds: 60 },
    refused,
  ] as const satisfies readonly Failure[]) {
    it(`is not met again and again: ${failure.code}`, async () => {
      const { report, model } = connectionWorld([failing(failure)]);
      const { facts } = await report();
      assert.deepEqual(facts.question, { type: "failed", failure });
      assert.deepEqual(facts.images, { type: "untried", failure });
      assert.equal(model.requests.length, 1);
    });
  }
});

describe("the key, in a test of the connection", () => {
  const auth: Failure = { code: "auth", origin: "api.openai.com" };

  it("is accepted when the model answers", async () => {
    const { report, model } = connectionWorld();
    model.models = auth;
    assert.deepEqual((await report()).facts.account.key, { type: "set", accepted: "yes" });
  });

  it("is not accepted when the server says so", async () => {
    const { report } = connectionWorld([failing(auth)]);
    assert.deepEqual((await report()).facts.account.key, { type: "set", accepted: "no" });
  });

  it("is accepted for the list alone when no question was answered", async () => {
    const { report } = connectionWorld([failing({ code: "quota", origin: "https://api.openai.com" })]);
    assert.deepEqual((await report()).facts.account.key, { type: "set", accepted: "listing" });
  });

  it("may be good or bad when nothing answers", async () => {
    const { report, model } = connectionWorld([failing(refused)]);
    model.models = refused;
    assert.deepEqual((await report()).facts.account.key, { type: "set", accepted: "unknown" });
  });

  it("need not be there", async () => {
    const { report, settings } = connectionWorld();
    const { facts } = await report({ settings: { ...settings, endpoint: parseEndpoint("http://localhost:8080/v1") } });
    assert.deepEqual(facts.account.key, { type: "none" });
  });
});

describe("what is refused, in a test of the connection", () => {
  const baseUrl = "https://api.openai.com/v1";
  const adapted = (refusal: Refusal): Step => ({ type: "adapted", refusal });

  it("is told, counted, and not remembered", async () => {
    const answers = everything();
    answers[0] = [adapted("parameter:temperature"), ...answer("one")];
    answers[5] = [adapted("images"), ...answer("ready")];
    const { report, refusals, memory } = connectionWorld(answers);
    const { facts } = await report();
    assert.deepEqual(facts.refusals, { remembered: [], found: ["parameter:temperature", "images"] });
    assert.deepEqual(facts.images, { type: "found", value: "refused" });
    assert.equal(facts.cost.requests, 8);
    assert.deepEqual(refusals.at(baseUrl).of("gpt-test"), []);
    assert.equal(memory.values.size, 0);
  });

  it("is not sent when it is remembered", async () => {
    const { report, refusals, steps } = connectionWorld(everything().slice(0, 4));
    await refusals.at(baseUrl).remember("gpt-test", ["tools", "images"]);
    const { facts } = await report();
    assert.deepEqual(facts.tools, { type: "found", value: "known-refused" });
    assert.deepEqual(facts.images, { type: "found", value: "known-refused" });
    assert.deepEqual(facts.refusals, {
      remembered: [{ model: "gpt-test", refusals: ["tools", "images"] }],
      found: [],
    });
    assert.equal(steps.at(-1), "completions");
  });

  it("is tried again when it is an API, and left out when it is anything else", async () => {
    const { report, refusals, models } = connectionWorld();
    await refusals.at(baseUrl).remember("gpt-test", ["api:chat", "parameter:max_tokens"]);
    await report();
    const tried = models.connections.findIndex(({ api }) => api === "chat");
    assert.deepEqual(models.known[tried], ["parameter:max_tokens"]);
    assert.deepEqual(models.known.at(-1), ["api:chat", "parameter:max_tokens"]);
  });

  it("moves the URLs when it is the address", async () => {
    const { report, settings } = connectionWorld(
      everything().with(0, [adapted("address"), ...answer(["one, ", "two"])]),
    );
    const { target } = (await report({ settings: { ...settings, endpoint: parseEndpoint("http://localhost:8080") } }))
      .facts;
    assert.ok(target.type === "found");
    assert.equal(target.value.urls.chat, "http://localhost:8080/v1/chat/completions");
  });
});

describe("a test of the connection that is cancelled", () => {
  it("ends while the model is silent", async () => {
    const { report, model } = connectionWorld([pausing([])]);
    const controller = new AbortController();
    const reported = report({ signal: controller.signal });
    await model.paused();
    controller.abort();
    await assert.rejects(reported, { name: "AbortError" });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(model.openStreams, 0);
  });

  it("ends while the server is silent", async () => {
    const { report, probes, model } = connectionWorld();
    probes.silent = true;
    const controller = new AbortController();
    const reported = report({ signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await assert.rejects(reported, { name: "AbortError" });
    assert.equal(model.requests.length, 0);
  });

  it("ends while something is silent that knows no signal", async () => {
    const { report, steps } = connectionWorld();
    const controller = new AbortController();
    const peerCertificate = () => new Promise<never>(() => undefined);
    const reported = report({ signal: controller.signal, peerCertificate });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(steps.at(-1), "certificate");
    controller.abort();
    await assert.rejects(reported, { name: "AbortError" });
  });

  it("does not begin when it is too late", async () => {
    const { report, model } = connectionWorld();
    await assert.rejects(report({ signal: AbortSignal.abort() }), { name: "AbortError" });
    assert.equal(model.requests.length, 0);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { LearnedRefusals } from "../../../../src/core/chat/learnedRefusals.ts";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import { AskError, type Failure } from "../../../../src/shared/failures.ts";
import { chatWorld, testSettings } from "../../../support/chatWorld.ts";

const signal = new AbortController().signal;
const { model: _, ...withoutModel } = testSettings;

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AskError);
  return error.failure;
}

describe("connecting", () => {
  it("uses the key of exactly the endpoint's origin", async () => {
    const { connector, connections, keys } = chatWorld([]);
    await keys.set("https://api.openai.com:8443", "sk-other");
    await connector.connect({ ...testSettings, endpoint: parseEndpoint("https://api.openai.com:8443/v1") }, signal);
    await connector.connect(testSettings, signal);
    assert.deepEqual(
      connections.connections.map(({ key }) => key),
      ["sk-other", "sk-test"],
    );
  });

  it("never takes one origin's key to another", async () => {
    const { connector, connections } = chatWorld([]);
    await connector.connect({ ...testSettings, endpoint: parseEndpoint("https://elsewhere.example/v1") }, signal);
    assert.equal(connections.connections[0]?.key, undefined);
  });

  it("says that the key is missing for OpenAI", async () => {
    const { connector, keys } = chatWorld([]);
    await keys.delete("https://api.openai.com");
    assert.deepEqual(await failureOf(connector.connect(testSettings, signal)), {
      code: "no-key",
      origin: "api.openai.com",
    });
  });

  it("asks other endpoints without a key", async () => {
    const { connector, connections } = chatWorld([]);
    await connector.connect({ ...testSettings, endpoint: parseEndpoint("http://localhost:11434/v1") }, signal);
    assert.ok(connections.connections[0] && !("key" in connections.connections[0]));
  });

  it("knows which models, and which API, read no images", async () => {
    const { connector, memory } = chatWorld([]);
    const { model, readsImages } = await connector.connect(testSettings, signal);
    assert.equal(readsImages, true);
    await new LearnedRefusals(memory).at(testSettings.endpoint.baseUrl).remember(model, ["images"]);
    assert.equal((await connector.connect(testSettings, signal)).readsImages, false);
    assert.equal(
      (await connector.connect({ ...testSettings, api: "completions", model: "m" }, signal)).readsImages,
      false,
    );
  });

  it("asks for the API that is set", async () => {
    const { connector, connections } = chatWorld([]);
    await connector.connect(testSettings, signal);
    await connector.connect({ ...testSettings, api: "chat" }, signal);
    assert.deepEqual(
      connections.connections.map(({ api }) => api),
      ["auto", "chat"],
    );
  });

  it("waits 60 seconds for OpenAI's first byte and 300 for others, unless the setting decides", async () => {
    const { connector, connections } = chatWorld([]);
    const local = { ...testSettings, endpoint: parseEndpoint("http://localhost:11434/v1") };
    await connector.connect(testSettings, signal);
    await connector.connect(local, signal);
    await connector.connect({ ...local, firstByteTimeout: 5_000 }, signal);
    assert.deepEqual(
      connections.connections.map(({ timeouts }) => timeouts.firstByte),
      [60_000, 300_000, 5_000],
    );
  });

  it("picks a model from the endpoint's list once and remembers it for that endpoint", async () => {
    const { connector, model } = chatWorld([]);
    model.models = [
      { id: "text-embedding-9", created: 9 },
      { id: "gpt-new", created: 5 },
      { id: "gpt-old", created: 1 },
    ];
    assert.equal((await connector.connect(withoutModel, signal)).model, "gpt-new");
    model.models = [];
    assert.equal((await connector.connect(withoutModel, signal)).model, "gpt-new");
    const other = { ...withoutModel, endpoint: parseEndpoint("http://localhost:1/v1") };
    assert.equal(connector.knownModel(other), undefined);
  });

  it("says when the endpoint offers no model for text", async () => {
    const { connector, model } = chatWorld([]);
    model.models = [{ id: "whisper-1" }];
    assert.deepEqual(await failureOf(connector.connect(withoutModel, signal)), {
      code: "no-model",
      origin: "api.openai.com",
    });
  });

  it("picks another model once the one it picked is shut down", async () => {
    const { connector, model, clock } = chatWorld([]);
    model.models = [{ id: "gpt-old", shutdownDate: "1970-01-01" }];
    assert.equal((await connector.connect(withoutModel, signal)).model, "gpt-old");
    clock.advance(86_400_000);
    assert.equal(connector.knownModel(withoutModel), undefined);
    model.models = [{ id: "gpt-old", shutdownDate: "1970-01-01" }, { id: "gpt-new" }];
    assert.equal((await connector.connect(withoutModel, signal)).model, "gpt-new");
  });

  it("keeps to the model that is set, even when its shutdown is over", async () => {
    const { connector, known } = chatWorld([]);
    await known.remember(testSettings.endpoint.baseUrl, [{ id: "gpt-test", shutdownDate: "1969-01-01" }]);
    assert.equal((await connector.connect(testSettings, signal)).model, "gpt-test");
  });

  it("keeps every list that it gets, for when there is none to be had", async () => {
    const { connector, model, known } = chatWorld([]);
    model.models = [{ id: "gpt", contextTokens: 4_096 }];
    assert.deepEqual(await connector.listModels(testSettings, signal), model.models);
    assert.deepEqual(known.lastList(testSettings.endpoint.baseUrl)?.models, [{ id: "gpt", contextTokens: 4_096 }]);
    model.models = { code: "server", detail: "" };
    assert.equal((await failureOf(connector.listModels(testSettings, signal))).code, "server");
    assert.deepEqual(known.lastList(testSettings.endpoint.baseUrl)?.models, [{ id: "gpt", contextTokens: 4_096 }]);
  });

  it("says how much the model can read where that is known, without asking", async () => {
    const { connector, known } = chatWorld([]);
    assert.equal("contextTokens" in (await connector.connect(testSettings, signal)), false);
    await known.remember(testSettings.endpoint.baseUrl, [{ id: "gpt-test", contextTokens: 4_096 }]);
    assert.equal((await connector.connect(testSettings, signal)).contextTokens, 4_096);
  });

  it("learns a model's limit from a question that was too long", async () => {
    const { connector } = chatWorld([]);
    await connector.learn(testSettings, "gpt-test", { code: "context-too-long", limit: 2_048, detail: "" });
    await connector.learn(testSettings, "gpt-test", { code: "context-too-long", detail: "" });
    await connector.learn(testSettings, "gpt-test", { code: "unexpected" });
    assert.equal((await connector.connect(testSettings, signal)).contextTokens, 2_048);
  });
});

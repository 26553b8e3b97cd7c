import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { KnownModels } from "../../../../src/core/models/knownModels.ts";
import { MapMemory } from "../../../support/chatWorld.ts";
import { ManualClock } from "../../../support/manualClock.ts";

const openAi = "https://api.openai.com/v1";
const local = "http://127.0.0.1:11434/v1";

function knownModels() {
  const memory = new MapMemory();
  const clock = new ManualClock();
  return { memory, clock, known: new KnownModels(memory, clock) };
}

describe("what is known about an endpoint's models", () => {
  it("is its last list, and from when it is, in the next window too", async () => {
    const { memory, clock, known } = knownModels();
    await known.remember(openAi, [{ id: "old" }]);
    clock.advance(1_000);
    await known.remember(openAi, [{ id: "gpt", created: 1, shutdownDate: "2026-12-11" }]);
    assert.deepEqual(new KnownModels(memory, clock).lastList(openAi), {
      models: [{ id: "gpt", created: 1, shutdownDate: "2026-12-11" }],
      listedAt: clock.now(),
    });
  });

  it("is nothing before it was asked", () => {
    const { known } = knownModels();
    assert.equal(known.lastList(openAi), undefined);
    assert.deepEqual(known.find(openAi, "gpt"), { id: "gpt" });
  });

  it("never comes from another endpoint", async () => {
    const { known } = knownModels();
    await known.remember(openAi, [{ id: "gpt", contextTokens: 1_000 }]);
    await known.learnLimit(openAi, "gpt", 500);
    assert.equal(known.lastList(local), undefined);
    assert.deepEqual(known.find(local, "gpt"), { id: "gpt" });
  });

  it("is bounded: the newest 500 models of the last 10 endpoints, and nothing of older ones", async () => {
    const { memory, known } = knownModels();
    await known.learnLimit("http://host-0/v1", "gpt", 500);
    for (let host = 0; host < 11; host++) {
      const models = Array.from({ length: 501 }, (_, index) => ({ id: `model-${index}` }));
      await known.remember(`http://host-${host}/v1`, models);
    }
    assert.equal(known.lastList("http://host-0/v1"), undefined);
    assert.equal(known.lastList("http://host-1/v1")?.models.length, 500);
    assert.equal(Array.from(memory.values.keys()).filter((key) => key.includes("host-0")).length, 0);
    await known.remember("http://host-1/v1", []);
    await known.remember("http://host-11/v1", []);
    assert.deepEqual(known.lastList("http://host-1/v1")?.models, []);
    assert.equal(known.lastList("http://host-2/v1"), undefined);
  });

  it("is the limit that a refusal told rather than the listed one, for that model alone", async () => {
    const { known } = knownModels();
    await known.remember(openAi, [
      { id: "a", created: 7, contextTokens: 1_000 },
      { id: "b", contextTokens: 1_000 },
    ]);
    await known.learnLimit(openAi, "a", 800);
    await known.learnLimit(openAi, "unlisted", 600);
    assert.deepEqual(known.find(openAi, "a"), { id: "a", created: 7, contextTokens: 800 });
    assert.deepEqual(known.find(openAi, "b"), { id: "b", contextTokens: 1_000 });
    assert.deepEqual(known.find(openAi, "unlisted"), { id: "unlisted", contextTokens: 600 });
    await known.forgetLimits(openAi);
    assert.equal(known.find(openAi, "a").contextTokens, 1_000);
  });

  for (const stored of ["", "{", "[]", "7", '{"models":7,"listedAt":1}', '{"models":[]}']) {
    it(`is nothing when the memory holds “${stored}”, and can be kept again`, async () => {
      const { memory, known } = knownModels();
      for (const key of ["modelLists", `models:${openAi}`, `contextLimits:${openAi}`]) await memory.set(key, stored);
      assert.equal(known.lastList(openAi), undefined);
      assert.deepEqual(known.find(openAi, "gpt"), { id: "gpt" });
      await known.remember(openAi, [{ id: "gpt" }]);
      await known.learnLimit(openAi, "gpt", 500);
      assert.deepEqual(known.find(openAi, "gpt"), { id: "gpt", contextTokens: 500 });
    });
  }

  it("leaves out what is no model", async () => {
    const { memory, known } = knownModels();
    const models = [
      { id: "gpt" },
      { id: 7 },
      null,
      { id: "odd", shutdownDate: 7 },
      { id: "odd", contextTokens: "many" },
    ];
    await memory.set(`models:${openAi}`, JSON.stringify({ models, listedAt: 1 }));
    assert.deepEqual(known.lastList(openAi)?.models, [{ id: "gpt" }]);
  });

  it("is which models were used lately, the latest first, five at most, each endpoint by itself", async () => {
    const { known } = knownModels();
    for (const model of ["a", "b", "c", "a", "a", "d", "e", "f"]) await known.noteUse(openAi, model);
    assert.deepEqual(known.recent(openAi), ["f", "e", "d", "a", "c"]);
    assert.deepEqual(known.recent(local), []);
  });

  it("is which reasoning efforts a model takes, until that is forgotten", async () => {
    const { memory, clock, known } = knownModels();
    await known.learnEfforts(openAi, "gpt", ["low", "high"]);
    assert.deepEqual(new KnownModels(memory, clock).efforts(openAi, "gpt"), ["low", "high"]);
    assert.equal(known.efforts(openAi, "other"), undefined);
    assert.equal(known.efforts(local, "gpt"), undefined);
    await known.forgetLimits(openAi);
    assert.equal(known.efforts(openAi, "gpt"), undefined);
  });
});

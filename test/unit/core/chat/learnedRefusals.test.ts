import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { LearnedRefusals } from "../../../../src/core/chat/learnedRefusals.ts";
import { MapMemory } from "../../../support/chatWorld.ts";

const openAi = "https://api.openai.com/v1";
const local = "http://localhost:8000/v1";

describe("learned refusals", () => {
  it("are none before anything was learned", () => {
    assert.deepEqual(new LearnedRefusals(new MapMemory()).at(openAi).of("m"), []);
  });

  it("are kept in the order in which they were learned, each once", async () => {
    const refusals = new LearnedRefusals(new MapMemory()).at(local);
    await refusals.remember("m", ["parameter:top_p", "role:system"]);
    await refusals.remember("m", ["streaming", "parameter:top_p"]);
    assert.deepEqual(refusals.of("m"), ["parameter:top_p", "role:system", "streaming"]);
  });

  it("outlive the window", async () => {
    const memory = new MapMemory();
    await new LearnedRefusals(memory).at(local).remember("m", ["streaming"]);
    assert.deepEqual(new LearnedRefusals(memory).at(local).of("m"), ["streaming"]);
  });

  it("of one model or endpoint say nothing about another", async () => {
    const learned = new LearnedRefusals(new MapMemory());
    await learned.at(local).remember("m", ["streaming"]);
    await learned.at(local).remember("other", ["images"]);
    assert.deepEqual(learned.at(local).of("m"), ["streaming"]);
    assert.deepEqual(learned.at(local).of("unknown"), []);
    assert.deepEqual(learned.at(openAi).of("m"), []);
  });

  it("are forgotten for one endpoint at a time", async () => {
    const learned = new LearnedRefusals(new MapMemory());
    await learned.at(local).remember("m", ["streaming"]);
    await learned.at(openAi).remember("m", ["tools"]);
    await learned.forget(local);
    assert.deepEqual(learned.at(local).of("m"), []);
    assert.deepEqual(learned.at(openAi).of("m"), ["tools"]);
  });

  it("hold for a model with a name that every object has", async () => {
    const refusals = new LearnedRefusals(new MapMemory()).at(local);
    assert.deepEqual(refusals.of("constructor"), []);
    await refusals.remember("__proto__", ["tools"]);
    assert.deepEqual(refusals.of("__proto__"), ["tools"]);
  });

  for (const text of ["", "{", "null", '{"m":["tools"]}', '[["m","tools"],["m"],7]']) {
    it(`are learned again when the memory holds ${JSON.stringify(text)}`, async () => {
      const memory = new MapMemory();
      await memory.set(`refusals:${local}`, text);
      const refusals = new LearnedRefusals(memory).at(local);
      assert.deepEqual(refusals.of("m"), []);
      await refusals.remember("m", ["images"]);
      assert.deepEqual(refusals.of("m"), ["images"]);
    });
  }
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { pickDefaultModel } from "../../../../src/core/models/defaultModel.ts";

const now = Date.UTC(2026, 10, 22, 12);

describe("the model to start with", () => {
  it("is the newest plain one that answers text", () => {
    const models = [
      { id: "gpt-a", created: 10 },
      { id: "gpt-b", created: 20 },
      { id: "gpt-b-mini", created: 30 },
      { id: "gpt-b-2026-01-01", created: 40 },
      { id: "text-embedding-3-large", created: 50 },
      { id: "gpt-image-1", created: 60 },
    ];
    assert.equal(pickDefaultModel(models, now), "gpt-b");
  });

  it("is the first one where the server says no dates", () => {
    assert.equal(pickDefaultModel([{ id: "llama3.2:3b" }, { id: "qwen3:8b" }], now), "llama3.2:3b");
  });

  it("is a variant when there is nothing else", () => {
    assert.equal(pickDefaultModel([{ id: "phi-4-mini" }], now), "phi-4-mini");
  });

  it("is not one that is shut down, or soon will be", () => {
    const models = [
      { id: "gpt-gone", created: 40, shutdownDate: "2026-11-21" },
      { id: "gpt-going", created: 30, shutdownDate: "2026-12-22" },
      { id: "gpt-later", created: 20, shutdownDate: "2026-12-23" },
      { id: "gpt-old", created: 10 },
    ];
    assert.equal(pickDefaultModel(models, now), "gpt-later");
  });

  it("is rather a variant that stays than a plain one that goes", () => {
    const models = [{ id: "gpt-going", shutdownDate: "2026-12-01" }, { id: "gpt-mini" }];
    assert.equal(pickDefaultModel(models, now), "gpt-mini");
  });

  it("is one that soon goes when all the others are gone", () => {
    const models = [
      { id: "gpt-gone", created: 40, shutdownDate: "2026-11-21" },
      { id: "gpt-going", created: 30, shutdownDate: "2026-11-22" },
    ];
    assert.equal(pickDefaultModel(models, now), "gpt-going");
  });

  it("is the newest of those that are said to be gone when there is no other", () => {
    const models = [
      { id: "gpt-1", created: 1, shutdownDate: "2020-01-01" },
      { id: "gpt-2", created: 2, shutdownDate: "2020-01-01" },
    ];
    assert.equal(pickDefaultModel(models, now), "gpt-2");
  });

  it("is undefined when no model answers text", () => {
    assert.equal(pickDefaultModel([{ id: "whisper-1" }], now), undefined);
  });
});

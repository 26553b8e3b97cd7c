import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { pickDefaultModel } from "../../../../src/core/settings/defaultModel.ts";

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
    assert.equal(pickDefaultModel(models), "gpt-b");
  });

  it("is the first one where the server says no dates", () => {
    assert.equal(pickDefaultModel([{ id: "llama3.2:3b" }, { id: "qwen3:8b" }]), "llama3.2:3b");
  });

  it("is a variant when there is nothing else", () => {
    assert.equal(pickDefaultModel([{ id: "phi-4-mini" }]), "phi-4-mini");
  });

  it("is undefined when no model answers text", () => {
    assert.equal(pickDefaultModel([{ id: "whisper-1" }]), undefined);
  });
});

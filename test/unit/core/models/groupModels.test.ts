import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { groupModels } from "../../../../src/core/models/groupModels.ts";

describe("the models to choose from", () => {
  it("are those that were used lately, then the others, each once", () => {
    const listed = [{ id: "a" }, { id: "b", contextTokens: 8 }, { id: "c" }];
    assert.deepEqual(groupModels(listed, ["b", "typed once"]), {
      recent: [{ id: "b", contextTokens: 8 }, { id: "typed once" }],
      others: [{ id: "a" }, { id: "c" }],
    });
  });
});

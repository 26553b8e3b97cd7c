import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { addUsage } from "../../../src/shared/chat/addUsage.ts";

describe("the usage of two requests", () => {
  it("is the sum of what either has", () => {
    assert.deepEqual(addUsage({ input: 1, output: 2, reasoning: 3 }, { input: 10, cachedInput: 5, output: 20 }), {
      input: 11,
      cachedInput: 5,
      output: 22,
      reasoning: 3,
    });
  });

  it("is that of one when the other has none", () => {
    assert.deepEqual(addUsage(undefined, { input: 1 }), { input: 1 });
    assert.deepEqual(addUsage({ input: 1 }, undefined), { input: 1 });
    assert.equal(addUsage(undefined, undefined), undefined);
  });

  it("is estimated when one of them is", () => {
    assert.deepEqual(addUsage({ output: 1 }, { output: 2, estimated: true }), { output: 3, estimated: true });
    assert.deepEqual(addUsage({ output: 2, estimated: true }, { output: 1 }), { output: 3, estimated: true });
  });
});

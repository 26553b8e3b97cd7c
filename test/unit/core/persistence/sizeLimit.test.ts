import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { beyondLimit } from "../../../../src/core/persistence/sizeLimit.ts";

const stored = [
  { name: "middle", bytes: 40, changedAt: 2 },
  { name: "newest", bytes: 30, changedAt: 3 },
  { name: "oldest", bytes: 10, changedAt: 1 },
];
const gone = (limit: number): readonly string[] => beyondLimit(stored, limit).map(({ name }) => name);

describe("a size limit", () => {
  it("keeps everything up to the limit itself", () => assert.deepEqual(gone(80), []));

  it("lets the oldest go first", () => {
    assert.deepEqual(gone(79), ["oldest"]);
    assert.deepEqual(gone(69), ["middle", "oldest"]);
  });

  it("lets go what is larger than the limit by itself", () => {
    assert.deepEqual(gone(29), ["newest", "middle", "oldest"]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { distinctTexts, stepped } from "../../../../src/core/edits/alternatives.ts";

describe("alternatives of a proposal", () => {
  const three = { id: "p", uri: "file:///a.ts", title: "Fix", base: "", texts: ["a", "b", "c"], index: 0 };

  it("are each there once, in the order in which they came, whatever their line breaks", () => {
    assert.deepEqual(distinctTexts(["a\nb", "c", "a\r\nb", "c", "d"]), ["a\nb", "c", "d"]);
  });

  it("are stepped through from the last to the first and back", () => {
    const forward = [1, 2, 3].reduce<readonly number[]>(
      (seen) => [...seen, stepped({ ...three, index: seen.at(-1) ?? 0 }, "next").index],
      [0],
    );
    assert.deepEqual(forward, [0, 1, 2, 0]);
    assert.equal(stepped(three, "previous").index, 2);
    assert.equal(stepped(stepped(three, "previous"), "previous").index, 1);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { surroundingsOf } from "../../../../src/core/context/surroundings.ts";

describe("the lines around a range", () => {
  it("are everything when the document is small", () => {
    assert.deepEqual(surroundingsOf("a\nb\nc", 2, 3), { before: "a\n", after: "\nc" });
  });

  it("are at most 60 on each side", () => {
    const text = "x\n".repeat(500);
    const { before, after } = surroundingsOf(text, 500, 502);
    assert.equal(before.split("\n").length, 60);
    assert.equal(after.split("\n").length, 60);
  });

  it("are cut at whole lines when lines are long", () => {
    const line = "y".repeat(1_500);
    const text = `${line}\n`.repeat(20);
    const { before, after } = surroundingsOf(text, 15_010, 16_511);
    assert.ok(before.length <= 4_000 && before.split("\n").every((one) => one === line || one === ""));
    assert.ok(after.length <= 4_000 && after.split("\n").every((one) => one === line || one === ""));
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isSlip } from "../../../../../src/core/edits/locate/slip.ts";

describe("a misspelled word", () => {
  it("lacks a letter, has one twice, another one, or two of them the wrong way round", () => {
    for (const word of ["contnue", "conttinue", "contimue", "conitnue"]) {
      assert.ok(isSlip("continue", word), word);
      assert.ok(isSlip(word, "continue"), word);
    }
  });

  it("is not a plural, another number, a short word, or one that begins or ends otherwise", () => {
    for (const [one, other] of [
      ["userById", "usersById"],
      ["theme", "themes"],
      ["item1x", "item2x"],
      ["map", "mop"],
      ["left", "deft"],
      ["read", "real"],
      ["same", "same"],
    ] as const) {
      assert.equal(isSlip(one, other), false, `${one} ${other}`);
    }
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { areRivals, saysAlternative } from "../../../../../src/core/edits/answer/rivalBlocks.ts";

const original = "function total(items) {\n  return items.length;\n}";
const one = original.replace("length", "size");
const isRival = (earlier: string, later: string, own = original): boolean =>
  areRivals({ code: earlier, isAlternative: false }, { code: later, isAlternative: false }, own);

describe("a later block of an answer", () => {
  it("is another version of the same code when it begins as that or as what is to be replaced does", () => {
    assert.equal(isRival(one, original.replace("items.length", "sum(items)")), true);
    assert.equal(isRival("let sum = 0;", original.replace("items.length", "sum(items)")), true);
    assert.equal(isRival(one, original.replace("items)", "items: Item[])"), ""), true);
    assert.equal(isRival("const total = (a) => a;", "const total = (b) => b;", ""), true);
    assert.equal(isRival(`import { a } from "a";\n\n/** One. */\n${one}`, original.replace("items", "all")), true);
  });

  it("is none when it is the same, the old code, or an example of its use", () => {
    assert.equal(isRival(one, one), false);
    assert.equal(isRival(one, original), false);
    assert.equal(isRival(one, "total([1, 2, 3]);"), false);
    assert.equal(isRival(one, "const sum = total(items);"), false);
    assert.equal(
      isRival(`import { a } from "a";\n${one}`, 'import { total } from "./total.ts";\ntotal(1);', ""),
      false,
    );
    assert.equal(isRival("const total = (a) => a;", "const total = getTotal();", ""), false);
  });

  it("is another version when the answer says so", () => {
    for (const words of [
      "### Option B",
      "**Option 2: with a loop**",
      "Or:",
      "Or, if you prefer a loop:",
      "Alternatively, without a loop:",
      "2. Approach two",
      "Another way is a loop:",
    ]) {
      assert.equal(saysAlternative(["Some words.", words, "More words."]), true, words);
    }
    for (const words of [
      "Use it like this:",
      "The option is set.",
      "This or that.",
      "Order the items:",
      "For 2 options:",
      "Or use it like this:",
    ]) {
      assert.equal(saysAlternative([words]), false, words);
    }
    const loop = { code: "for (;;) {}", isAlternative: true };
    assert.equal(areRivals({ code: one, isAlternative: false }, loop, original), true);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { countRivals } from "../../../../../src/core/edits/answer/rivalBlocks.ts";

const original = "function total(items) {\n  return items.length;\n}";
const block = (code: string, language = "ts"): string => `\`\`\`${language}\n${code}\n\`\`\`\n`;
const count = (...blocks: readonly string[]): number => countRivals(blocks.join("\nor\n"), original, "typescript");

describe("the code blocks of an answer that could each be the replacement", () => {
  const one = block(original.replace("length", "size"));
  const other = block(original.replace("items.length", "sum(items)"));

  it("are those that begin as the code does", () => {
    assert.equal(count(one), 1);
    assert.equal(count(one, other), 2);
    assert.equal(count(one, one), 1);
  });

  it("are not the old code, an example of its use, or a command", () => {
    assert.equal(count(block(original), one), 1);
    assert.equal(count(one, block("total([1, 2, 3]);")), 1);
    assert.equal(count(one, block("const sum = total(items);")), 1);
    assert.equal(count(one, block("function total(items)", "sh")), 1);
  });
});

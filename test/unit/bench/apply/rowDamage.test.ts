import assert from "node:assert/strict";
import type { Block, Row } from "../../../bench/apply/cases/block.ts";
import {
  curlyQuotes,
  doubledBackslashes,
  indentationFlattened,
  indentationRemoved,
  spacesToTabs,
} from "../../../bench/apply/cases/rowDamage.ts";

function block(...rows: readonly (readonly [Row["kind"], string])[]): Block {
  return { oldStart: 0, newStart: 0, rows: rows.map(([kind, text]) => ({ kind, text })) };
}

function textsOf(blocks: readonly Block[] | undefined): readonly string[] | undefined {
  return blocks?.flatMap(({ rows }) => rows.map(({ text }) => text));
}

describe("damage to the lines of an answer", () => {
  it("needs unchanged lines that show it", () => {
    const shown = block(["same", 'say("first");'], ["new", 'say("second");']);
    assert.deepEqual(textsOf(curlyQuotes([shown], 1)), ["say(\u201cfirst\u201d);", "say(\u201csecond\u201d);"]);
    assert.equal(curlyQuotes([shown], 2), undefined);
    const hidden = block(["same", "say(first);"], ["new", 'say("second");']);
    assert.equal(curlyQuotes([hidden], 1), undefined);
  });

  it("does not count a brace as a line that shows it", () => {
    assert.equal(indentationRemoved([block(["same", "    }"], ["new", "    finish();"])], 1), undefined);
  });

  it("is none where there is nothing to damage", () => {
    assert.equal(doubledBackslashes([block(["same", "return value;"], ["new", "// done"])], 1), undefined);
    assert.equal(indentationRemoved([block(["same", "return value;"], ["new", "  // done"])], 1), undefined);
  });

  it("keeps the depth of lines to each other when their indentation is removed", () => {
    const damaged = indentationRemoved([block(["same", "    first();"], ["new", "      second();"], ["same", ""])], 1);
    assert.deepEqual(textsOf(damaged), ["first();", "  second();", ""]);
  });

  it("flattens only lines whose depth the old ones tell", () => {
    const same = ["same", "  unchanged();"] as const;
    assert.deepEqual(textsOf(indentationFlattened([block(same, ["old", "    one();"], ["new", "    two();"])], 1)), [
      "unchanged();",
      "one();",
      "two();",
    ]);
    assert.equal(indentationFlattened([block(same, ["old", "  one();"], ["new", "    two();"])], 1), undefined);
    assert.equal(indentationFlattened([block(same, ["new", "  two();"])], 1), undefined);
  });

  it("keeps the space before the star of a comment when tabs take the place of spaces", () => {
    const damaged = spacesToTabs([block(["same", "    /**"], ["same", "     * Tells."], ["new", "     * More."])], 1);
    assert.deepEqual(textsOf(damaged), ["\t/**", "\t * Tells.", "\t * More."]);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyLineChanges, lineChanges } from "../../../../src/core/edits/lineChanges.ts";

const line = fc.constantFrom("", "a", "b", "c", "  a", "}");
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"))
  .map(([lines, eol]) => lines.join(eol));

describe("line changes", () => {
  it("are none between equal texts, whatever their line breaks", () => {
    assert.deepEqual(lineChanges("", ""), []);
    assert.deepEqual(lineChanges("a\r\nb", "a\nb"), []);
  });

  it("name the lines that change and what they become", () => {
    assert.deepEqual(lineChanges("a\nb\nc\nd\ne\n", "a\nB\nc\nd\ne\nf\n"), [
      { startLine: 1, endLine: 2, oldLines: ["b"], newLines: ["B"] },
      { startLine: 5, endLine: 5, oldLines: [], newLines: ["f"] },
    ]);
  });

  it("are one when a single unchanged line is between them, two with two", () => {
    assert.deepEqual(lineChanges("a\nb\nc", "A\nb\nC"), [
      { startLine: 0, endLine: 3, oldLines: ["a", "b", "c"], newLines: ["A", "b", "C"] },
    ]);
    assert.equal(lineChanges("a\nb\nb\nc", "A\nb\nb\nC").length, 2);
  });

  it("replace the empty line of an empty text", () => {
    assert.deepEqual(lineChanges("", "a\nb"), [{ startLine: 0, endLine: 1, oldLines: [""], newLines: ["a", "b"] }]);
  });

  it("see a missing last line break as a missing last line", () => {
    assert.deepEqual(lineChanges("a\nb", "a\nb\n"), [{ startLine: 2, endLine: 2, oldLines: [], newLines: [""] }]);
    assert.deepEqual(lineChanges("a\nb\n", "a\nb"), [{ startLine: 2, endLine: 3, oldLines: [""], newLines: [] }]);
  });

  it("insert and delete whole pieces, not the end of one and the beginning of the next", () => {
    const one = "/**\n * One.\n */\none() {\n}";
    const two = "/**\n * Two.\n */\ntwo() {\n}";
    assert.deepEqual(lineChanges(`x\n\n${two}`, `x\n\n${one}\n\n${two}`), [
      { startLine: 2, endLine: 2, oldLines: [], newLines: [...one.split("\n"), ""] },
    ]);
    assert.deepEqual(lineChanges(`x\n\n${one}\n\n${two}`, `x\n\n${two}`), [
      { startLine: 2, endLine: 8, oldLines: [...one.split("\n"), ""], newLines: [] },
    ]);
  });

  it("give the new text when all are made and the original when none is", () => {
    fc.assert(
      fc.property(text, text, (original, replacement) => {
        const changes = lineChanges(original, replacement);
        assert.deepEqual(applyLineChanges(original, changes), replacement.split(/\r\n|\n/));
        assert.deepEqual(applyLineChanges(original, []), original.split(/\r\n|\n/));
      }),
      { numRuns: 1_000 },
    );
  });

  it("are apart by at least two lines, hold what they claim, and start and end with a difference", () => {
    fc.assert(
      fc.property(text, text, (original, replacement) => {
        const lines = original.split(/\r\n|\n/);
        let end = -2;
        for (const { startLine, endLine, oldLines, newLines } of lineChanges(original, replacement)) {
          assert.ok(startLine - end >= 2);
          assert.deepEqual(lines.slice(startLine, endLine), oldLines);
          assert.ok(oldLines.length + newLines.length > 0);
          assert.notDeepEqual(oldLines, newLines);
          end = endLine;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("of a line near the end of 30,000 are found at once", () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index % 97}`);
    const changed = lines.with(29_000, "new");
    assert.equal(lineChanges(lines.join("\n"), changed.join("\n")).length, 1);
  });

  it("of two texts with nothing in common are one", () => {
    const before = Array.from({ length: 3_000 }, (_, index) => `old ${index}`).join("\n");
    const after = Array.from({ length: 3_000 }, (_, index) => `new ${index}`).join("\n");
    assert.equal(lineChanges(before, after).length, 1);
  });
});

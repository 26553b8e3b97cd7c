import assert from "node:assert/strict";
import { createTwoFilesPatch } from "diff";
import fc from "fast-check";
import { describe, it } from "mocha";
import { lineChanges } from "../../../../../src/core/edits/lineChanges.ts";
import type { PieceReplacement } from "../../../../../src/core/edits/parse/blockEdit.ts";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const line = fc.constantFrom("", "a", "b", "  c", " d", "\te", "}", "+f", "-g", "@h", "*** i", "# x.ts", "\\", "====");
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join("\n"));
const RUNS = propertyRuns(400);

const parsed = (language: string, code: string): readonly PieceReplacement[] => {
  const edit = parseBlock({ language, info: language, code }, "");
  assert.equal(edit.type, "replacements", `${JSON.stringify(edit)}\n${code}`);
  return edit.type === "replacements" ? edit.replacements : [];
};

/** Replaces the pieces where they say that they are, having checked that the old lines are there. */
const rebuilt = (original: string, pieces: readonly PieceReplacement[]): string => {
  const lines = original.split("\n");
  for (const { oldLines, newLines, lineHint = 0 } of pieces.toReversed()) {
    assert.deepEqual(lines.slice(lineHint, lineHint + oldLines.length), oldLines);
    lines.splice(lineHint, oldLines.length, ...newLines);
  }
  return lines.join("\n");
};

describe("edits read from a block", () => {
  it("rebuild the new text from a diff with any context", () => {
    fc.assert(
      fc.property(text, text, fc.nat(4), (before, after, context) => {
        fc.pre(before !== after);
        const code = createTwoFilesPatch("a/x.ts", "b/x.ts", before, after, undefined, undefined, { context });
        assert.equal(rebuilt(before, parsed("diff", code)), after);
      }),
      RUNS,
    );
  });

  it("are the same without headers, numbers, and the space of blank lines", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const code = createTwoFilesPatch("a/x.ts", "b/x.ts", before, after, undefined, undefined, { context: 3 });
        const bare = code
          .replace(/^(?:.*\n)*?(?=@@)/, "")
          .replace(/^@@ .*$/gm, "@@")
          .replace(/^ $/gm, "");
        const withoutEnd = (lines: readonly string[]) => lines.join("\n").replace(/\n+$/, "");
        const sides = ({ oldLines, newLines }: PieceReplacement) => [withoutEnd(oldLines), withoutEnd(newLines)];
        assert.deepEqual(parsed("", bare).map(sides), parsed("diff", code).map(sides));
      }),
      RUNS,
    );
  });

  it("rebuild the new text from search/replace pieces", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        const changes = lineChanges(before, after);
        const block = changes.flatMap(({ oldLines, newLines }) => [
          "<<<<<<< SEARCH",
          ...oldLines,
          "=======",
          ...newLines,
          ">>>>>>> REPLACE",
          "",
        ]);
        fc.pre(changes.some(({ oldLines, newLines }) => [...oldLines, ...newLines].some((changed) => changed !== "")));
        const pieces = parsed("ts", block.join("\n"));
        assert.equal(pieces.length, changes.length);
        const placed = pieces.map((piece, index) => ({ ...piece, lineHint: changes[index]?.startLine ?? 0 }));
        assert.equal(rebuilt(before, placed), after);
      }),
      RUNS,
    );
  });

  // What takes time in more than proportion to its length does not end within the time that a test has.
  it("can be very long", () => {
    for (const repeated of ["@@ f\n", "--- a\n", "x\n", "<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE\n", "@@\n-a\n+b\n"]) {
      const edit = parseBlock({ language: "diff", info: "diff", code: repeated.repeat(10_000) }, "");
      assert.notEqual(edit.type, "files", repeated);
    }
  });

  it("never throw, and give back code unchanged", () => {
    const marker = fc.constantFrom(
      "<<<<<<< SEARCH",
      "=======",
      ">>>>>>> REPLACE",
      "@@",
      "@@ -1,2 +1 @@ f",
      "--- a/x",
      "+++ b/x",
      "--- /dev/null",
      "diff --git a/x b/y",
      "rename to z",
      "*** Begin Patch",
      "*** Add File: x",
      "*** Update File: y",
      "*** End Patch",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, marker), { maxLength: 12 }),
        fc.constantFrom("", "ts", "diff"),
        (lines, language) => {
          const code = lines.join("\n");
          const edit = parseBlock({ language, info: language, code }, "");
          if (edit.type === "code") assert.equal(edit.text, code);
          if (edit.type === "replacements") assert.ok(edit.replacements.length > 0);
        },
      ),
      RUNS,
    );
  });
});

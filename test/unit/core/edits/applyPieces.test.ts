import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { applyPieces } from "../../../../src/core/edits/applyPieces.ts";
import { untranslated as t } from "../../../../src/shared/l10n.ts";

describe("the pieces of an edit", () => {
  it("are all put into the text", () => {
    const pieces = [
      { oldLines: ["c"], newLines: ["C"] },
      { oldLines: ["a"], newLines: ["A", "A"] },
    ];
    assert.deepEqual(applyPieces("a\nb\nc\n", pieces, t), { type: "applied", text: "A\nA\nb\nC\n" });
  });

  it("are placed though the edit is wrong about the last line break of the file", () => {
    const pieces = [{ oldLines: ["b", ""], newLines: ["B", ""] }];
    assert.deepEqual(applyPieces("a\nb", pieces, t), { type: "applied", text: "a\nB" });
  });

  it("say which of them has no place, and nothing is changed", () => {
    const pieces = [
      { oldLines: ["a"], newLines: ["A"] },
      { oldLines: ["never"], newLines: ["B"] },
    ];
    const refused = applyPieces("a\nb\n", pieces, t);
    assert.ok(refused.type === "refused");
    assert.match(refused.reason, /^Change 2 of 2: The code to change is not in this file/);
  });
});

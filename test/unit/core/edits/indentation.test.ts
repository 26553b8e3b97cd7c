import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { commonIndent, indentationUnit } from "../../../../src/core/edits/indentation.ts";

describe("a text's indentation", () => {
  it("is what most lines step in by", () => {
    assert.equal(indentationUnit("a {\n  b {\n    c\n  }\n}\n"), "  ");
    assert.equal(indentationUnit("a:\n    b:\n        c\nd:\n    e\n"), "    ");
    assert.equal(indentationUnit("a {\n\tb\n}\nx(\n  y)\nc {\n\td\n}"), "\t");
  });

  it("is not that of the stars in a comment", () => {
    assert.equal(indentationUnit("/**\n * a\n */\n/**\n * b\n */\nc {\n    d\n}"), "    ");
  });

  it("is unknown when nothing is indented", () => {
    assert.equal(indentationUnit("a\n\nb\n   \n"), undefined);
  });

  it("is in common as far as all lines share it, blank ones aside", () => {
    assert.equal(commonIndent(["    a", "", "  b", "      c"]), "  ");
    assert.equal(commonIndent(["\ta", "  b"]), "");
    assert.equal(commonIndent(["", "   "]), "");
  });
});

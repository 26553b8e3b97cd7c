import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toFileLines } from "../../../../../src/core/edits/code/fileLines.ts";
import { linesNaming } from "../../../../../src/core/edits/code/partialText.ts";
import type { ParsedText, SyntaxParser } from "../../../../../src/core/ports/syntax.ts";

/** Finds nothing but these problems in any text. */
class OneAnswerParser implements SyntaxParser {
  readonly #parsed: ParsedText;

  constructor(problems: ParsedText["problems"] = []) {
    this.#parsed = { symbols: [], problems };
  }

  parse(): ParsedText {
    return this.#parsed;
  }
}

const method = (n: number): readonly string[] => [`  /** Does ${n}. */`, `  m${n}() {`, `    return ${n};`, "  }", ""];
const methods = Array.from({ length: 400 }, (_, n) => method(n)).flat();
const file = toFileLines(["import x;", "", "class Long {", "  field;", "", ...methods, "}", ""].join("\n"));

function parsedFor(name: string, parser: SyntaxParser = new OneAnswerParser()): readonly string[] {
  return linesNaming([name], file, parser).filter((line) => line !== "");
}

describe("what of a long file is parsed for a name", () => {
  it("is the block with the name, with the comment above it and what is around it", () => {
    const [comment, head, body, end] = method(77);
    assert.deepEqual(parsedFor("m77"), ["class Long {", "  field;", comment, head, body, end, "}"]);
  });

  it("keeps every line where it is in the file", () => {
    const lines = linesNaming(["m77"], file, new OneAnswerParser());
    assert.equal(lines.length, file.lines.length);
    assert.equal(lines.indexOf("  m77() {"), file.lines.indexOf("  m77() {"));
  });

  it("is all of a block whose own lines have the name", () => {
    for (const name of ["Long", "field"])
      assert.deepEqual(
        parsedFor(name),
        file.lines.filter((line) => line !== ""),
        name,
      );
  });

  it("is the whole file where the rest alone does not parse", () => {
    assert.equal(linesNaming(["m77"], file, new OneAnswerParser([{ line: 0 }])), file.lines);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { readGrammarFile } from "../../scripts/grammarFolder.ts";
import { grammars } from "../../src/providers/treeSitter/grammars.ts";
import { splitLines } from "../../src/core/edits/lines.ts";
import { TreeSitterSyntax } from "../../src/providers/treeSitter/treeSitterSyntax.ts";
import type { CodeSymbol, SyntaxParser } from "../../src/core/ports/syntax.ts";
import { otherSamples } from "./syntax/otherSamples.ts";
import { scriptSamples } from "./syntax/scriptSamples.ts";

const syntax = new TreeSitterSyntax({ readFile: readGrammarFile });

const tokens = `( ) { } [ ] < > " ' \` => = # /* */ // <<EOF <?php ?> if class function def end \ud800 é 🙂 @`.split(
  " ",
);
const soup = fc.array(fc.constantFrom(...tokens, "\n", "\r\n", "\r", " ", "\t", "\0"), { maxLength: 200 });
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  soup.map((parts) => parts.join("")),
);

describe("a parser of any text", () => {
  for (const languageId of grammars.keys()) {
    it(`has lines of the text for every symbol and problem, of ${languageId}`, async () => {
      const parser = await parserFor(languageId);
      fc.assert(
        fc.property(texts, (text) => {
          const { symbols, problems } = parser.parse(text);
          const lineCount = splitLines(text).length;
          for (const { line } of problems) assert.ok(line >= 0 && line < lineCount);
          assertNested(symbols, 0, lineCount);
        }),
        { numRuns: 200 },
      );
    });
  }

  it("stays within the text that it is cut from", async () => {
    for (const { languageId, text } of [...scriptSamples, ...otherSamples]) {
      const parser = await parserFor(languageId);
      for (let end = 0; end < text.length; end += 7) {
        const cut = text.slice(0, end);
        assertNested(parser.parse(cut).symbols, 0, splitLines(cut).length);
      }
    }
  });

  const huge: Readonly<Record<string, string>> = {
    "no text": "",
    "half of a character": "x = '\ud800'",
    "a line of 5 MB": "a".repeat(5_000_000),
    "a hundred thousand open brackets": "(".repeat(100_000),
    "a name that a grammar has no room for": `<<${"A".repeat(300)}\n`,
    "a thousand heredocs": "<<EOF ".repeat(1000),
  };
  for (const [name, text] of Object.entries(huge)) {
    it(`takes ${name}, and a valid text after it`, async () => {
      for (const { languageId, text: valid } of [...scriptSamples, ...otherSamples]) {
        const parser = await parserFor(languageId);
        parser.parse(text);
        assert.deepEqual([languageId, parser.parse(valid).problems], [languageId, []]);
      }
    }).timeout(20_000);
  }

  it("says of a text that is too long that it is not known to be valid", async () => {
    const parser = await parserFor("go");
    assert.deepEqual(parser.parse("a".repeat(5_000_000)), { symbols: [], problems: [{ line: 0 }] });
  });

  it("gives up on one that takes too long, and parses the next", async () => {
    let hours = 0;
    const slow = new TreeSitterSyntax({ readFile: readGrammarFile, now: () => (hours += 1) * 3_600_000 });
    const parser = await slow.parserFor("go");
    assert.deepEqual(parser?.parse("package a\n".repeat(1000)), { symbols: [], problems: [{ line: 0 }] });
    assert.deepEqual(parser?.parse("package a\n"), { symbols: [], problems: [] });
  });

  it("counts lines as editors do", async () => {
    const parser = await parserFor("go");
    const { symbols } = parser.parse("package a\r\n\rfunc f() {}\n");
    assert.deepEqual(
      symbols.map(({ startLine, endLine }) => [startLine, endLine]),
      [[2, 3]],
    );
  });
});

async function parserFor(languageId: string): Promise<SyntaxParser> {
  const parser = await syntax.parserFor(languageId);
  assert.ok(parser);
  return parser;
}

function assertNested(symbols: readonly CodeSymbol[], first: number, end: number): void {
  for (const { startLine, endLine, children } of symbols) {
    assert.ok(startLine >= first && startLine < endLine && endLine <= end, `${startLine}-${endLine}`);
    assertNested(children, startLine, endLine);
  }
}

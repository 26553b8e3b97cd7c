import assert from "node:assert/strict";
import { readGrammarFile } from "../../scripts/grammarFolder.ts";
import type { CodeSymbol, SyntaxParser } from "../../src/core/ports/syntax.ts";
import { TreeSitterSyntax } from "../../src/providers/treeSitter/treeSitterSyntax.ts";
import { otherSamples } from "./syntax/otherSamples.ts";
import { scriptSamples } from "./syntax/scriptSamples.ts";

const syntax = new TreeSitterSyntax({ readFile: readGrammarFile });

describe("the grammars", () => {
  for (const { languageId, text, symbols, broken } of [...scriptSamples, ...otherSamples]) {
    describe(`of ${languageId}`, () => {
      it("name what a text declares, with its lines", async () => {
        const parser = await parserFor(languageId);
        assert.deepEqual(outline(parser.parse(text).symbols), symbols);
      });

      it("find no problem in a valid text", async () => {
        const parser = await parserFor(languageId);
        assert.deepEqual(parser.parse(text).problems, []);
      });

      it("find the problem in one that is not", async () => {
        const parser = await parserFor(languageId);
        assert.notDeepEqual(parser.parse(broken).problems, []);
      });
    });
  }

  it("say what is missing, and where", async () => {
    const parser = await parserFor("java");
    assert.deepEqual(parser.parse("class A {\n  int a = 1\n}\n").problems, [{ line: 1, missing: ";" }]);
  });

  it("read a fragment of PHP without its tag", async () => {
    const parser = await parserFor("php");
    const { symbols, problems } = parser.parse("function f()\n{\n}\n");
    assert.deepEqual([outline(symbols), problems], [["f 0-3"], []]);
  });

  it("read a template of PHP that has no PHP yet", async () => {
    const parser = await parserFor("php");
    assert.deepEqual(parser.parse("<!DOCTYPE html>\n<p>It's</p>\n").problems, []);
  });

  it("cover no other language", async () => {
    const parsers = await Promise.all(["plaintext", "jsonc", "", "constructor"].map((id) => syntax.parserFor(id)));
    assert.deepEqual(parsers, [undefined, undefined, undefined, undefined]);
  });
});

describe("loading a grammar", () => {
  it("reads each file once, however many ask at the same time", async () => {
    const read: string[] = [];
    const counted = new TreeSitterSyntax({ readFile: (name) => (read.push(name), readGrammarFile(name)) });
    const parsers = await Promise.all(["go", "go", "c", "cpp"].map((id) => counted.parserFor(id)));
    assert.deepEqual(read.toSorted(), ["tree-sitter-cpp.wasm", "tree-sitter-go.wasm", "tree-sitter.wasm"]);
    assert.deepEqual([parsers[0] === parsers[1], parsers[2] === parsers[3]], [true, true]);
  });

  it("gives nothing when it fails, and tries again the next time", async () => {
    const failures: string[] = [];
    let isBroken = true;
    const flaky = new TreeSitterSyntax({
      readFile: async (name) => (isBroken ? Uint8Array.of(0, 1, 2) : readGrammarFile(name)),
      log: { error: (line) => failures.push(line) },
    });
    assert.equal(await flaky.parserFor("go"), undefined);
    assert.deepEqual(failures, ["tree-sitter-go.wasm could not be loaded."]);
    isBroken = false;
    assert.notEqual(await flaky.parserFor("go"), undefined);
  });
});

async function parserFor(languageId: string): Promise<SyntaxParser> {
  const parser = await syntax.parserFor(languageId);
  assert.ok(parser);
  return parser;
}

/** One line for each symbol, indented as it is nested. */
function outline(symbols: readonly CodeSymbol[], indent = ""): readonly string[] {
  return symbols.flatMap(({ name, startLine, endLine, children }) => [
    `${indent}${name} ${startLine}-${endLine}`,
    ...outline(children, `${indent}  `),
  ]);
}

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

  for (const [what, text, line] of [
    ["a body that is not indented", "def f():\nreturn 1\n", 0],
    ["a body that is only a comment", "def f():\n    # Nothing.\nx = 1\n", 0],
    ["a line between two levels", "if x:\n        a()\n    b()\n", 2],
    ["a line too far to the right", "a()\n    b()\nc()\n", 1],
    ["a method out of line", "class A:\n    def f(self): pass\n\n      def g(self): pass\n", 3],
    ["an else out of line", "if x:\n    if y:\n        a()\n      else:\n        b()\n", 3],
    ["tabs among spaces", "def f():\n        a()\n\tb()\n", 2],
  ] as const) {
    it(`find ${what}, of Python`, async () => {
      const parser = await parserFor("python");
      assert.deepEqual(parser.parse(text).problems[0]?.line, line);
    });
  }

  it("take the ways in which Python may be indented", async () => {
    const parser = await parserFor("python");
    const lines = [
      "if x: a(); b()",
      "else: c()",
      "for a in [b for b in c",
      "  if b]:",
      "   pass",
      "@one",
      "# Why.",
      "@two",
      "def f(",
      "a): return (",
      "1)",
      "try:",
      "\ta()",
      "      # A comment stands anywhere.",
      "except E: pass",
      "finally:",
      '\tb = """',
      "text",
      '"""; c()',
      "",
    ];
    assert.deepEqual(parser.parse(lines.join("\n")).problems, []);
    assert.deepEqual(parser.parse("    def f(self):\n        pass\n").problems, []);
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

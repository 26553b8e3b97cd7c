import assert from "node:assert/strict";
import fc from "fast-check";
import { readGrammarFile } from "../../../../scripts/grammarFolder.ts";
import { brokenResult, type BrokenResult } from "../../../../src/core/edits/brokenResult.ts";
import { TreeSitterSyntax } from "../../../../src/providers/treeSitter/treeSitterSyntax.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const syntax = new TreeSitterSyntax({ readFile: readGrammarFile });

const before = ["function a() {", "  return (1);", "}", "", "function b() {", "  return 2;", "}", ""];

describe("a broken result", () => {
  it("is none when the proposed text parses", async () => {
    assert.equal(await broken(before, replaced(before, 1, "  return (2);")), undefined);
  });

  it("says what is missing, with the declaration that it is in", async () => {
    assert.deepEqual(await broken(before, replaced(before, 1, "  return (2;")), {
      problems: [{ line: 1, missing: ")" }],
      before: { startLine: 0, endLine: 3 },
      after: { startLine: 0, endLine: 3 },
    });
  });

  it("counts the lines of the proposed text", async () => {
    assert.deepEqual(await broken(before, replaced(before, 5, "  const c = 1;", "  return c);")), {
      problems: [{ line: 6 }],
      before: { startLine: 4, endLine: 7 },
      after: { startLine: 4, endLine: 8 },
    });
  });

  it("reaches as far as the problem, however far it is from the change", async () => {
    const result = await broken(before, replaced(before, 2));
    assert.deepEqual([result?.before.startLine, result?.after.startLine], [0, 0]);
    assert.ok(result && result.before.endLine >= 6, JSON.stringify(result));
  });

  it("is none when the same lines were broken before", async () => {
    const already = replaced(before, 5, "  return 2);");
    assert.equal(await broken(already, replaced(already, 1, "  return (3);")), undefined);
    assert.equal(await broken(already, replaced(already, 0, "// New.", "function a() {")), undefined);
  });

  it("names only the lines that are broken now and were not before", async () => {
    const already = replaced(before, 5, "  return 2);");
    const result = await broken(already, replaced(already, 1, "  return 3);"));
    assert.deepEqual(result?.problems, [{ line: 1 }]);
  });

  it("holds members only where the class around them is long", async () => {
    const members = Array.from({ length: 100 }, (_, index) => [`  m${index}() {`, "    return 1;", "  }"]).flat();
    const long = ["class A {", ...members, "}"];
    const result = await broken(long, replaced(long, 5, "    return 1);"));
    assert.deepEqual(result?.before, { startLine: 4, endLine: 7 });
  });

  it("has lines that hold every problem, with the same text around them before and after", async () => {
    const line = fc.constantFrom(...before, "}", "{", "(", "x y z");
    const edit = fc.record({ at: fc.nat(8), count: fc.nat(2), lines: fc.array(line, { maxLength: 2 }) });
    const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
    type Edit = { readonly at: number; readonly count: number; readonly lines: readonly string[] };
    const edited = (lines: readonly string[], all: readonly Edit[]): readonly string[] =>
      all.reduce((text, { at, count, lines: added }) => text.toSpliced(at, count, ...added), lines);
    await fc.assert(
      fc.asyncProperty(fc.option(edits), edits, async (earlier, later) => {
        const was = edited(before, earlier ?? []);
        const is = edited(was, later);
        const result = await broken(was, is);
        if (!result) return;
        const { before: old, after, problems } = result;
        assert.deepEqual(was.slice(0, old.startLine), is.slice(0, after.startLine));
        assert.deepEqual(was.slice(old.endLine), is.slice(after.endLine));
        assert.ok(problems.every((problem) => problem.line >= after.startLine && problem.line < after.endLine));
      }),
      propertyRuns(150),
    );
  });

  it("is not told of a language without a grammar", async () => {
    assert.equal(await brokenResult({ before: "", after: "(", languageId: "plaintext" }, syntax), undefined);
  });
});

function replaced(lines: readonly string[], line: number, ...by: readonly string[]): readonly string[] {
  return lines.toSpliced(line, 1, ...by);
}

async function broken(was: readonly string[], is: readonly string[]): Promise<BrokenResult | undefined> {
  return brokenResult({ before: was.join("\n"), after: is.join("\n"), languageId: "typescript" }, syntax);
}

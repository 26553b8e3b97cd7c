import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyLineChanges } from "../../../../../src/core/edits/lineChanges.ts";
import { mergeTexts, type MergedChange } from "../../../../../src/core/edits/merge/mergeTexts.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

/** The person's text with the answer's changes, those in conflict left out. */
function merge(base: string, mine: string, theirs: string): string {
  const changes = mergeTexts(base, mine, theirs).filter(({ conflict }) => conflict === "none");
  return applyLineChanges(mine, changes).join("\n");
}

function conflicts(base: string, mine: string, theirs: string): readonly Partial<MergedChange>[] {
  return mergeTexts(base, mine, theirs)
    .filter(({ conflict }) => conflict !== "none")
    .map(({ conflict, startLine, oldLines, newLines }) => ({ conflict, startLine, oldLines, newLines }));
}

const BASE = "one();\ntwo();\nthree();\nfour();\nfive();";

describe("a merge of what the person typed with an answer", () => {
  it("brings the answer in where the person changed nothing", () => {
    assert.equal(
      merge(BASE, BASE.replace("one", "ONE"), BASE.replace("four", "FOUR")),
      "ONE();\ntwo();\nthree();\nFOUR();\nfive();",
    );
  });

  it("follows lines that the person added, removed and moved above", () => {
    const theirs = BASE.replace("four()", "four(4)");
    assert.equal(merge(BASE, `zero();\n${BASE}`, theirs), `zero();\n${theirs}`);
    assert.equal(merge(BASE, BASE.replace("one();\n", ""), theirs), theirs.replace("one();\n", ""));
  });

  it("keeps a line that was put right above or below a changed one", () => {
    const theirs = BASE.replace("three()", "drei()");
    for (const mine of [BASE.replace("three();", "new();\nthree();"), BASE.replace("three();", "three();\nnew();")]) {
      assert.equal(merge(BASE, mine, theirs), mine.replace("three()", "drei()"));
      assert.equal(merge(BASE, theirs, mine), mine.replace("three()", "drei()"));
    }
  });

  it("takes neighbouring lines that each side changed for two changes", () => {
    const merged = merge(BASE, BASE.replace("two", "zwei"), BASE.replace("three", "drei"));
    assert.equal(merged, BASE.replace("two", "zwei").replace("three", "drei"));
  });

  it("changes nothing where both sides changed the same alike", () => {
    const both = BASE.replace("two", "zwei").replace("four();\n", "");
    assert.deepEqual(mergeTexts(BASE, both, both), []);
    assert.equal(merge(BASE, both, both.replace("one", "eins")), both.replace("one", "eins"));
  });

  it("leaves lines that both changed to the person, with the answer's beside them", () => {
    const mine = BASE.replace("three()", "mine()");
    const theirs = BASE.replace("three()", "theirs()").replace("five", "FIVE");
    assert.equal(merge(BASE, mine, theirs), mine.replace("five", "FIVE"));
    assert.deepEqual(conflicts(BASE, mine, theirs), [
      { conflict: "lines", startLine: 2, oldLines: ["mine();"], newLines: ["theirs();"] },
    ]);
  });

  it("does not delete what the person wrote in between", () => {
    const mine = BASE.replace("three();", "three();\ntyped();");
    const theirs = "one();\nfive();";
    assert.equal(merge(BASE, mine, theirs), mine);
    assert.deepEqual(conflicts(BASE, mine, theirs), [
      { conflict: "lines", startLine: 1, oldLines: ["two();", "three();", "typed();", "four();"], newLines: [] },
    ]);
  });

  it("shows lines that both put at the same place below the person's, and does not add them unasked", () => {
    const mine = BASE.replace("three();", "mine();\nthree();");
    const theirs = BASE.replace("three();", "theirs();\nthree();");
    assert.equal(merge(BASE, mine, theirs), mine);
    assert.deepEqual(conflicts(BASE, mine, theirs), [
      { conflict: "place", startLine: 3, oldLines: [], newLines: ["theirs();"] },
    ]);
  });

  it("adds the rest of an insertion of which the person typed the beginning or the end", () => {
    const theirs = BASE.replace("three();", "a();\nb();\nc();\nthree();");
    assert.equal(merge(BASE, BASE.replace("three();", "a();\nthree();"), theirs), theirs);
    assert.equal(merge(BASE, BASE.replace("three();", "c();\nthree();"), theirs), theirs);
    assert.deepEqual(mergeTexts(BASE, theirs, BASE.replace("three();", "a();\nthree();")), []);
  });

  it("merges within a line when code that neither touched is between both changes", () => {
    const line = (text: string): string => `before();\n${text}\nafter();`;
    const merged = merge(line("call(one, two);"), line("call(mine, two);"), line("call(one, theirs);"));
    assert.equal(merged, line("call(mine, theirs);"));
    assert.equal(merge(line("  x = y;"), line("  x = y; // mine"), line("    x = y;")), line("    x = y; // mine"));
  });

  it("does not merge within a line when the changes touch, or might", () => {
    const line = (text: string): string => `before();\n${text}\nafter();`;
    for (const [base, mine, theirs] of [
      ["return a;", "return b;", "return a + 1;"],
      ["a b", "x b", "a y"],
      ["f(a, a);", "f(a, a, a);", "f(a, b);"],
      ["f(a, a);", "f(a, a, a);", "f(b, a);"],
    ] as const) {
      assert.equal(merge(line(base), line(mine), line(theirs)), line(mine), base);
      assert.equal(conflicts(line(base), line(mine), line(theirs)).length, 1, base);
    }
  });

  it("tells line by line where every line came of the one in its place", () => {
    const base = "const one = first(1);\nconst two = first(2);\nconst three = first(3);";
    const mine = base.replaceAll("first", "last");
    const theirs = base.replace("two = first(2)", "two = first(22)");
    assert.equal(merge(base, mine, theirs), mine.replace("(2)", "(22)"));
  });

  it("takes as many other lines in their place for one change, which is in conflict as a whole", () => {
    const theirs = BASE.replace("two()", "two(2)");
    const mine = BASE.replace("two();\nthree();", "x = 1;\ny = 2;");
    assert.deepEqual(conflicts(BASE, mine, theirs), [
      { conflict: "lines", startLine: 1, oldLines: ["x = 1;", "y = 2;"], newLines: ["two(2);", "three();"] },
    ]);
  });

  it("takes neighbouring deletions at the end of the text for one: each takes the line break above it", () => {
    assert.deepEqual(mergeTexts("b\ng(a);\nb\nb", "b\nb\n", "g(a);"), [
      { startLine: 0, endLine: 3, oldLines: ["b", "b", ""], newLines: [""], conflict: "lines" },
    ]);
    assert.deepEqual(mergeTexts("x\nb\ng(a);\nb\nb", "x\nb\nb\n", "x\ng(a);"), [
      { startLine: 1, endLine: 4, oldLines: ["b", "b", ""], newLines: [], conflict: "lines" },
    ]);
  });

  it("takes lines that both put or took away at one place for one, for nobody could tell them apart once one is made", () => {
    assert.deepEqual(mergeTexts("}\n\nf();", "}", "}\nf();\nf();"), [
      { startLine: 1, endLine: 1, oldLines: [], newLines: ["f();", "f();"], conflict: "lines" },
    ]);
    assert.deepEqual(mergeTexts("\nb\nf();\na\n", "b\na", "f();\nb\na\n"), []);
  });

  it("proposes nothing where what both did comes to what the person has", () => {
    const base = "one();\n}\nx = 1;\n}\ng(a);";
    assert.deepEqual(mergeTexts(base, base.replace("\ng(a);", ""), "one();\n}\nx = 1;\ng(a);\n}"), []);
  });

  it("leaves one empty line of a text of which both together delete everything", () => {
    assert.deepEqual(mergeTexts("a\nb", "b", "a"), [
      { startLine: 0, endLine: 1, oldLines: ["b"], newLines: [""], conflict: "none" },
    ]);
    assert.deepEqual(mergeTexts("a\n", "", "a"), []);
  });

  it("compares lines without their endings", () => {
    const crlf = BASE.replaceAll("\n", "\r\n");
    assert.deepEqual(mergeTexts(crlf, BASE, BASE), []);
    assert.deepEqual(mergeTexts(crlf, crlf, BASE), []);
    const changes = mergeTexts(BASE, crlf.replace("one", "ONE"), crlf.replace("four", "FOUR"));
    assert.deepEqual(changes, [
      { startLine: 3, endLine: 4, oldLines: ["four();"], newLines: ["FOUR();"], conflict: "none" },
    ]);
  });
});

const word = fc.constantFrom("", "a", "b", "c", "}", "  x = 1;", "  x = 2;", "f(a, b);", "f(b, b);", "g(a);");
const lines = fc.array(word, { minLength: 1, maxLength: 12 });
const RUNS = propertyRuns(500);

/** Some lines changed, removed or put in, the way both people and models do it. */
const edited = (base: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc
    .array(fc.tuple(fc.nat({ max: base.length }), fc.nat({ max: 3 }), fc.array(word, { maxLength: 3 })), {
      maxLength: 3,
    })
    .map((edits) =>
      edits.reduce<readonly string[]>((text, [at, count, added]) => {
        const next = text.toSpliced(Math.min(at, text.length), count, ...added);
        return next.length === 0 ? [""] : next;
      }, base),
    );

const threeTexts = lines.chain((base) =>
  fc.tuple(fc.constant(base), edited(base), edited(base)).map((texts) => texts.map((text) => text.join("\n"))),
);

describe("any merge", () => {
  it("is the answer where the person typed nothing, the person's text where the answer changes nothing", () => {
    fc.assert(
      fc.property(threeTexts, ([base = "", mine = "", theirs = ""]) => {
        assert.equal(merge(base, base, theirs), theirs);
        assert.deepEqual(mergeTexts(base, mine, base), []);
        assert.deepEqual(mergeTexts(base, mine, mine), []);
      }),
      RUNS,
    );
  });

  it("names lines of the person's text that are there, from the top, without overlap", () => {
    fc.assert(
      fc.property(threeTexts, ([base = "", mine = "", theirs = ""]) => {
        const own = mine.split("\n");
        let end = 0;
        for (const { startLine, endLine, oldLines, newLines } of mergeTexts(base, mine, theirs)) {
          assert.ok(startLine >= end);
          assert.deepEqual(own.slice(startLine, endLine), oldLines);
          assert.notDeepEqual(oldLines, newLines);
          assert.ok(newLines.length > 0 || oldLines.length < own.length);
          end = endLine;
        }
        assert.ok(end <= own.length);
      }),
      RUNS,
    );
  });

  it("is the same text with the sides swapped where neither is in conflict", () => {
    // A line that is put in and taken away at one place comes to nothing from one side, and is a conflict from the other.
    const isCalm = (changes: readonly MergedChange[]): boolean => changes.every(({ conflict }) => conflict === "none");
    fc.assert(
      fc.property(threeTexts, ([base = "", mine = "", theirs = ""]) => {
        // The one line of an empty text counts for nothing when it is the person's, and is a line when it is the answer's.
        fc.pre(mine !== "" && theirs !== "");
        fc.pre(isCalm(mergeTexts(base, mine, theirs)) && isCalm(mergeTexts(base, theirs, mine)));
        assert.equal(merge(base, mine, theirs), merge(base, theirs, mine));
      }),
      RUNS,
    );
  });

  it("keeps every character that the person typed, in its order", () => {
    const typed = lines.chain((base) =>
      fc.tuple(fc.constant(base.join("\n")), edited(base), fc.array(fc.nat(), { maxLength: 6 })),
    );
    fc.assert(
      fc.property(typed, ([base, theirs, places]) => {
        let mine = base;
        // Every typed piece is one of a kind, inside lines and as lines of its own.
        for (const [index, place] of places.entries()) {
          const at = place % (mine.length + 1);
          const mark = String.fromCodePoint(0x4e00 + index);
          mine = mine.slice(0, at) + (index % 2 === 0 ? mark : `${mark}\n`) + mine.slice(at);
        }
        const marks = (text: string): string => text.replace(/[^\u4e00-\u4eff]/g, "");
        assert.equal(marks(merge(base, mine, theirs.join("\n"))), marks(mine));
      }),
      RUNS,
    );
  });

  it("makes both sides' changes where they are apart", () => {
    const parts = fc.tuple(lines, lines, lines, lines, lines);
    fc.assert(
      fc.property(parts, ([top, mineTop, middle, bottom, theirsBottom]) => {
        // Lines of a kind around each part, so that no diff can take one part for another.
        const text = (first: readonly string[], last: readonly string[]): string =>
          ["start 1", "start 2", ...first, "mid 1", ...middle, "mid 2", ...last, "end 1", "end 2"].join("\n");
        const merged = merge(text(top, bottom), text(mineTop, bottom), text(top, theirsBottom));
        assert.equal(merged, text(mineTop, theirsBottom));
      }),
      RUNS,
    );
  });
});

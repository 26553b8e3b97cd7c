import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { applyReplacements } from "../../../../../src/core/edits/locate/applyReplacements.ts";
import { locate, toPiece } from "../../../../support/locate.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

function apply(document: string, ...edits: readonly (readonly [original: string, replacement: string])[]): string {
  const applied = applyReplacements(
    document,
    edits.map(([original, replacement]) => toPiece({ original, replacement })),
  );
  if (applied.type === "applied") return applied.text;
  if (applied.type === "unchanged") return applied.type;
  return `refused ${applied.index}: ${applied.why === "overlapping" ? applied.why : applied.why.type}`;
}

function typeOf(applied: ReturnType<typeof applyReplacements>): string {
  return applied.type === "applied" ? applied.text : applied.type;
}

describe("applying replacements", () => {
  it("changes all places, each found in the document as it was", () => {
    assert.equal(apply("a\nb\nc\n", ["c", "d"], ["a", "c"]), "c\nb\nd\n");
  });

  it("finds a function that edits elsewhere move", () => {
    assert.equal(
      apply("top\nf {\n  go\n}\n", ["top", "1\n2\n3"], ["f {\n  go\n}", "f {\n  run\n}"]),
      "1\n2\n3\nf {\n  run\n}\n",
    );
  });

  describe("with a place that a person picked", () => {
    const pick = (text: string, edits: readonly (readonly [string, string])[], ...lines: readonly number[]): string => {
      const pieces = edits.map(([original, replacement]) => toPiece({ original, replacement }));
      const size = edits[0]?.[0].split("\n").length ?? 0;
      const picked = lines.map((startLine) => ({ startLine, endLine: startLine + size }));
      return typeOf(applyReplacements(text, pieces, undefined, picked));
    };

    it("changes that one of the equal ones, and no other", () => {
      assert.equal(pick("b\na\nb\n", [["b", "x"]], 2), "b\na\nx\n");
      assert.equal(pick("b\na\nb\n", [["b", "x"]], 1), "refused");
      assert.equal(
        pick(
          "b\na\nb\n",
          [
            ["b", "x"],
            ["a", "y"],
          ],
          0,
        ),
        "x\ny\nb\n",
      );
      assert.equal(pick("b\na\nb\n", [["a", "y"]], 0), "b\ny\nb\n");
    });

    it("changes that one of two that are equally like what was asked for", () => {
      const copy = (mark: string): string =>
        ["load(all);", "check(all);", `sort(all, ${mark});`, "report(all);", "close(all);", "store(all);"].join("\n");
      const text = `first();\n${copy("1")}\nsecond();\n${copy("2")}\n`;
      const edit = [copy("3"), copy("3").replace("store", "keep")] as const;
      assert.equal(apply(text, edit), "refused 0: ambiguous");
      assert.equal(pick(text, [edit], 8), text.replace(/store(?![^]*store)/, "keep"));
    });
  });

  it("changes nothing when one has no place", () => {
    assert.equal(apply("a\nb\nb\n", ["a", "x"], ["b", "y"]), "refused 1: ambiguous");
    assert.equal(apply("a\nb\n", ["q", "x"], ["b", "y"]), "refused 0: missing");
  });

  it("changes nothing when two overlap or are inserted in one place", () => {
    assert.equal(apply("a\nb\nc\n", ["a\nb", "x\ny"], ["b\nc", "z\nc"]), "refused 1: overlapping");
    const insertion = { oldLines: [], anchor: "a", newLines: ["x"] };
    assert.deepEqual(applyReplacements("a\nb\n", [insertion, { ...insertion, newLines: ["y"] }]), {
      type: "refused",
      index: 1,
      why: "overlapping",
    });
  });

  it("lets the numbers of all pieces decide between equal places of one, or none of them", () => {
    const document = "top\ngo\nstop\ngo\nend\n";
    const numbered = (go: number, end: number): string =>
      typeOf(
        applyReplacements(document, [
          { oldLines: ["go"], newLines: ["run"], lineHint: go, marks: "-+" },
          { oldLines: ["end"], newLines: ["fin"], lineHint: end, marks: "-+" },
        ]),
      );
    assert.equal(numbered(3, 4), "top\ngo\nstop\nrun\nfin\n");
    assert.equal(numbered(3, 5), "refused");
    const twice = [1, 2].map((lineHint) => ({ oldLines: ["go"], newLines: ["run"], lineHint, marks: "-+" }));
    assert.equal(typeOf(applyReplacements("top\ngo\n".repeat(4), twice)), "refused");
  });

  it("adds no bracket again that is there with the lines around it", () => {
    const piece = { oldLines: ["f();", "}", ""], newLines: ["f();", "}", "}", ""], marks: "  + " };
    assert.deepEqual(applyReplacements("f();\n}\n}\n\ng();\n", [piece]), { type: "unchanged" });
    assert.equal(typeOf(applyReplacements("f();\n}\n\ng();\n", [piece])), "f();\n}\n}\n\ng();\n");
  });

  it("keeps the document's lines for those that both sides leave out between lines that are there once", () => {
    const document = "f {\n  a();\n  b();\n  c();\n  d();\n}\ng {\n  a();\n}\n";
    const wanted = document.replace("d()", "e()");
    const code = "f {\n  a();\n  // ... existing code ...\n  d();\n}";
    assert.equal(apply(document, [code, code.replace("d()", "e()")]), wanted);
    assert.equal(apply(document, [`// ...\n${code}`, `// ...\n${code.replace("d()", "e()")}`]), wanted);
    const hunk = { oldLines: ["f {", "...", "  d();"], newLines: ["f {", "...", "  e();"], marks: "  -+" };
    assert.equal(typeOf(applyReplacements(document, [hunk])), wanted);
    const own = document.replace("  b();", "  // ... existing code ...");
    assert.equal(apply(own, [code, code.replace("d()", "e()")]), own.replace("d()", "e()"));
  });

  it("refuses where what is left out has no certain ends, or is left out on one side only", () => {
    const document = "f {\n  a();\n  b();\n}\ng {\n  a();\n  c();\n}\n";
    assert.equal(apply(document, ["  a();\n  ...\n  c();", "  a();\n  ...\n  d();"]), "refused 0: missing");
    assert.equal(apply(document, ["f {\n  ...\n  b();", "f {\n  d();"]), "refused 0: missing");
    assert.equal(apply(document, ["  b();\n  ...\nf {", "  d();\n  ...\nf {"]), "refused 0: missing");
  });

  it("takes lines away with their breaks, and keeps how the document ends", () => {
    assert.equal(apply("a\nb\nc\n", ["b", ""]), "a\nc\n");
    assert.equal(apply("a\nb\nc", ["c", ""]), "a\nb");
    assert.equal(apply("a\nb\nc", ["b", ""], ["c", ""]), "a");
    assert.equal(apply("a", ["a", ""]), "");
  });

  it("adds lines after an anchor and fills an empty document", () => {
    const after = (document: string, anchor: string): unknown =>
      applyReplacements(document, [{ oldLines: [], anchor, newLines: ["x", "y"] }]);
    assert.deepEqual(after("a\r\nb", "a"), { type: "applied", text: "a\r\nx\r\ny\r\nb" });
    assert.deepEqual(after("a\r\nb", "b"), { type: "applied", text: "a\r\nb\r\nx\r\ny" });
    assert.equal(apply("", ["", "a\nb\n"]), "a\nb\n");
    assert.equal(apply("\uFEFF", ["", "a"]), "\uFEFFa\n");
  });
});

describe("the bytes of a document", () => {
  it("keep its line breaks, and new lines take those of the lines that they replace", () => {
    assert.equal(apply("a\r\nb\r\nc", ["b", "x\ny"]), "a\r\nx\r\ny\r\nc");
    assert.equal(apply("a\nb\r\nc\r\nd\ne\n", ["b\nc", "x\ny\nz"]), "a\nx\r\ny\r\nz\r\nd\ne\n");
    assert.equal(apply("a\r\nb\r\nc", ["c", "x\ny"]), "a\r\nb\r\nx\r\ny");
  });

  it("keep a byte order mark and a missing last line break", () => {
    assert.equal(apply("\uFEFFa\nb", ["a", "\uFEFFx"]), "\uFEFFx\nb");
    assert.equal(apply("a\nb", ["b\n", "x\n"]), "a\nx");
  });

  it("stay in the lines that the model only quotes", () => {
    assert.equal(apply("a;  \nb;\t\nc;\n", ["a;\nb;\nc;", "a;\nb;\nd;"]), "a;  \nb;\t\nd;\n");
    assert.equal(apply("a\nb\r\nc\n", ["a\nb\nc", "a\nx\nc"]), "a\nx\r\nc\n");
  });
});

describe("the indentation of new lines", () => {
  it("moves with the lines that they replace", () => {
    assert.equal(
      apply("class A:\n    def f(self):\n        go()\n", [
        "def f(self):\n    go()",
        "def f(self):\n    if x:\n        stop()\n    go()",
      ]),
      "class A:\n    def f(self):\n        if x:\n            stop()\n        go()\n",
    );
    assert.equal(apply("a:\n  b\n", ["      b", "      c\n        d"]), "a:\n  c\n    d\n");
  });

  it("takes the file's tabs", () => {
    const document = "x {\n\tif (a) {\n\t\tb();\n\t}\n}\n";
    assert.equal(
      apply(document, ["  if (a) {\n    b();\n  }", "  if (a) {\n    if (c) {\n      b();\n    }\n  }"]),
      "x {\n\tif (a) {\n\t\tif (c) {\n\t\t\tb();\n\t\t}\n\t}\n}\n",
    );
    assert.equal(
      apply(document, ["    b();", "    while (d) {\n        b();\n    }"]),
      "x {\n\tif (a) {\n\t\twhile (d) {\n\t\t\tb();\n\t\t}\n\t}\n}\n",
    );
  });

  it("is right when only the original lost it", () => {
    assert.equal(
      apply("f {\n    a();\n    b();\n}\n", ["a();\nb();", "    a();\n    c();"]),
      "f {\n    a();\n    c();\n}\n",
    );
  });

  it("is put back when only the replacement lost it", () => {
    assert.equal(
      apply("f {\n    a();\n    b();\n}\n", ["    a();\n    b();", "a();\nc();"]),
      "f {\n    a();\n    c();\n}\n",
    );
  });

  it("changes when that is the change", () => {
    assert.equal(apply("<!--\n  a: 1\n  b: 2\n-->\n", ["  a: 1\n  b: 2", "a: 1\nb: 3"]), "<!--\na: 1\nb: 3\n-->\n");
    assert.equal(apply("if a:\n    b()\n    c()\n", ["    c()", "c()"]), "if a:\n    b()\nc()\n");
    assert.equal(apply("if (a) {\n  b();\n}\n", ["if (a) {\n  b();\n}", "b();"]), "b();\n");
  });
});

describe("an alignment that is applied", () => {
  it("keeps the document's words in lines that stay", () => {
    const document = "function f(a) {\n  // counts all\n  const n = count(a, true);\n  check(n);\n  return n;\n}\n";
    const original = "function f(a) {\n  // counts\n  const n = count(a);\n  check(n);\n  return n;\n}";
    assert.equal(
      apply(document, [original, original.replace("return n;", "return n + 1;")]),
      document.replace("return n;", "return n + 1;"),
    );
  });
});

const lineBreak = fc.constantFrom("\n", "\r\n", "\r");
const words = fc.constantFrom("a();", "  b();", "\tc();", "}", "", "  ", "d();  ", "é𝒳();");
const mixed = fc.array(fc.tuple(words, lineBreak), { minLength: 1, maxLength: 14 });
const runs = { ...propertyRuns(500), seed: Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31)) };

describe(`for any document (seed ${runs.seed})`, () => {
  const slice = fc.record({
    lines: mixed,
    from: fc.nat(13),
    count: fc.integer({ min: 1, max: 5 }),
    last: fc.boolean(),
  });

  it("a slice of lines that is there once is found exactly there, and one that is there twice is never placed", () => {
    let found = 0;
    let refused = 0;
    fc.assert(
      fc.property(slice, ({ lines, from, count, last }) => {
        // A "\r" in front of a bare "\n" would be one break.
        const parts = lines.map(([line, end], index) => [line, index === lines.length - 1 && last ? "" : end] as const);
        const text = parts
          .map((part) => part.join(""))
          .join("")
          .replaceAll("\r\n", "\n")
          .replaceAll("\r", "\n");
        const own = text.split("\n");
        const start = from % own.length;
        const wanted = own.slice(start, start + count);
        if (wanted.every((line) => line.trim() === "")) return;
        const original = `${wanted.join("\n")}\n`;
        const places = own.filter((_, at) => wanted.every((line, index) => own[at + index] === line)).length;
        const located = locate(text, { original, replacement: "new();" });
        const applied = applyReplacements(text, [toPiece({ original, replacement: "new();" })]);
        if (places > 1) {
          refused++;
          assert.equal(located.type, "ambiguous");
          assert.equal(applied.type, "refused");
          return;
        }
        found++;
        const offset = own.slice(0, start).join("\n").length + (start > 0 ? 1 : 0);
        assert.deepEqual(located, {
          type: "found",
          start: offset,
          end: offset + wanted.join("\n").length,
          how: "exact",
        });
      }),
      runs,
    );
    assert.ok(found > 100 && refused > 15, `${found} found, ${refused} refused`);
  });

  it("all bytes outside the replaced lines stay", () => {
    fc.assert(
      fc.property(mixed, mixed, fc.boolean(), lineBreak, (before, after, bom, end) => {
        const head = (bom ? "\uFEFF" : "") + before.map((part) => part.join("")).join("");
        const tail = after.map((part) => part.join("")).join("");
        const glue = head.endsWith("\r") ? "|" : "";
        const document = `${head}${glue}old 1();${end}old 2();${end}|${tail}`;
        assert.deepEqual(
          applyReplacements(document, [toPiece({ original: `${glue}old 1();\nold 2();`, replacement: "x\ny\nz" })]),
          {
            type: "applied",
            text: `${head}x${end}y${end}z${end}|${tail}`,
          },
        );
      }),
      runs,
    );
  });
});

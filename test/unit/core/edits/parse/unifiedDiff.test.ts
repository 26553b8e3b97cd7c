import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";

const parse = (code: string, language = "diff", lineBefore = "") =>
  parseBlock({ language, info: language, code }, lineBefore);
const pieces = (code: string, language = "diff") => {
  const edit = parse(code, language);
  assert.equal(edit.type, "replacements", JSON.stringify(edit));
  return edit.type === "replacements" ? edit.replacements : [];
};
const broken = (reason: string) => ({ type: "broken", reason });
const ab = { oldLines: ["a"], newLines: ["b"], marks: "-+" };

describe("unified diffs", () => {
  it("are pieces of the file in their headers, with the line that they claim", () => {
    const code = "--- a/src/a.ts\n+++ b/src/a.ts\n@@ -3,3 +3,3 @@ class A {\n x\n-a\n+b\n y\n@@ -9 +9 @@\n-a\n+b";
    for (const language of ["diff", "patch", "udiff", "", "ts"]) {
      assert.deepEqual(
        parse(code, language),
        {
          type: "replacements",
          path: "src/a.ts",
          replacements: [
            { oldLines: ["x", "a", "y"], newLines: ["x", "b", "y"], marks: " -+ ", anchor: "class A {", lineHint: 2 },
            { ...ab, lineHint: 8 },
          ],
        },
        language,
      );
    }
  });

  it("need no line numbers and no headers", () => {
    for (const header of ["@@", "@@ @@", "@@ ... @@", "@@ -,+ @@", "@@ -X,Y +A,B @@", "@@ -... +... @@"]) {
      assert.deepEqual(pieces(`${header}\n-a\n+b`), [ab], header);
      assert.deepEqual(pieces(`${header}\n-a\n+b`, ""), [ab], header);
    }
    assert.deepEqual(pieces("-a\n+b\n...\n-a\n+b"), [ab, ab]);
    assert.deepEqual(pieces("@@ class A @@\n-a\n+b\n@@ def f():\n-a\n+b"), [
      { ...ab, anchor: "class A" },
      { ...ab, anchor: "def f():" },
    ]);
  });

  it("take the file from the fence or the line before when they name none", () => {
    assert.deepEqual(parse("-a\n+b", "diff", "`src/a.ts`:"), {
      type: "replacements",
      path: "src/a.ts",
      replacements: [ab],
    });
    assert.deepEqual(parse("src/a.ts\n@@\n-a\n+b"), { type: "replacements", path: "src/a.ts", replacements: [ab] });
  });

  it("insert where their numbers say when there is no context", () => {
    assert.deepEqual(pieces("@@ -5,0 +6 @@\n+b"), [{ oldLines: [], newLines: ["b"], marks: "+", lineHint: 5 }]);
    assert.deepEqual(pieces("@@ -0,0 +1 @@\n+b"), [{ oldLines: [], newLines: ["b"], marks: "+", lineHint: 0 }]);
  });

  it("may have lost the space of blank context lines, and end in blank lines of the answer", () => {
    const expected = { oldLines: ["a", "", "c"], newLines: ["b", "", "c"], marks: "-+  " };
    assert.deepEqual(pieces("@@\n-a\n+b\n\n c\n\n@@\n-a\n+b\n\n"), [expected, ab]);
    assert.deepEqual(pieces("@@ -1,2 +1,2 @@\n-a\n+b\n\n\n"), [
      { oldLines: ["a", ""], newLines: ["b", ""], marks: "-+ ", lineHint: 0 },
    ]);
  });

  it("may have lost the space of all context lines", () => {
    assert.deepEqual(pieces("@@\nf() {\n  x();\n-  a\n+  b\n}"), [
      { oldLines: ["f() {", "  x();", "  a", "}"], newLines: ["f() {", "  x();", "  b", "}"], marks: "  -+ " },
    ]);
    assert.deepEqual(pieces("@@\nf() {\n   x();\n-  a\n+  b\n }"), [
      { oldLines: ["f() {", "  x();", "  a", "}"], newLines: ["f() {", "  x();", "  b", "}"], marks: "  -+ " },
    ]);
  });

  it("may have lost them where all context is indented, or have one more behind every mark", () => {
    const [lost] = pieces("@@\n  x();\n-  a\n+  b\n  y();");
    assert.deepEqual(lost?.otherwise, { oldLines: ["  x();", "  a", "  y();"], newLines: ["  x();", "  b", "  y();"] });
    const [spaced] = pieces("@@\n   x();\n-   a\n+   b\n");
    assert.deepEqual(spaced?.otherwise, { oldLines: ["  x();", "  a"], newLines: ["  x();", "  b"] });
    assert.deepEqual(pieces("@@\n   x();\n-  a\n+  b\n")[0]?.otherwise, undefined);
    assert.deepEqual(pieces("@@\n\u00A0x\n-a\n+b")[0]?.oldLines, ["x", "a"]);
  });

  it("may have lost them in a block comment, whose lines begin with a space of their own", () => {
    const [lost] = pieces("@@\n * one\n+ * two\n *\n");
    assert.deepEqual(lost?.otherwise, { oldLines: [" * one", " *"], newLines: [" * one", " * two", " *"] });
  });

  it("are known by git's headers in a block of another language, also without hunks' headers", () => {
    assert.deepEqual(parse("--- a/x.py\n+++ b/x.py\n-a\n+b", "python"), {
      type: "replacements",
      path: "x.py",
      replacements: [ab],
    });
  });

  it("prove nothing by numbers that contradict the hunks or each other", () => {
    const isMiscounted = (code: string) => pieces(code).some((piece) => piece.isMiscounted === true);
    assert.equal(isMiscounted("@@ -1,2 +1,2 @@\n x\n-a\n+b\n@@ -9,2 +9,3 @@\n x\n+b\n y"), false);
    assert.equal(isMiscounted("@@ -1,3 +1,3 @@\n x\n-a\n+b"), true);
    assert.equal(isMiscounted("@@ -1,2 +1,5 @@\n x\n-a\n+b"), true);
    assert.equal(isMiscounted("@@ -1,2 +1,2 @@\n x\n-a\n+b\n@@ -9,2 +12,3 @@\n x\n+b\n y"), true);
    assert.equal(isMiscounted("@@ -1,2 +1,2 @@\n x\n-a\n+b\n@@ -1,2 +1,3 @@\n x\n+b\n y"), true);
  });

  it("end above the signature of a mail", () => {
    assert.deepEqual(pieces("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n-- \n2.39.2\n\n"), [{ ...ab, lineHint: 0 }]);
  });

  it("take CRLF like LF", () => {
    assert.deepEqual(parse("--- a/x.c\r\n+++ b/x.c\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n"), {
      type: "replacements",
      path: "x.c",
      replacements: [{ ...ab, lineHint: 0 }],
    });
  });

  it("say how the file ends", () => {
    const bare = "\\ No newline at end of file";
    assert.deepEqual(pieces(`-a\n${bare}\n+b`), [{ oldLines: ["a"], newLines: ["b", ""], atEnd: true, marks: "-++" }]);
    assert.deepEqual(pieces(`-a\n+b\n${bare}`), [{ oldLines: ["a", ""], newLines: ["b"], atEnd: true, marks: "-+-" }]);
    assert.deepEqual(pieces(`-a\n${bare}\n+b\n${bare}`), [{ ...ab, atEnd: true }]);
    assert.deepEqual(pieces(`-a\n+b\n c\n${bare}`), [
      { oldLines: ["a", "c"], newLines: ["b", "c"], atEnd: true, marks: "-+ " },
    ]);
  });

  it("may remove and add lines that look like headers", () => {
    assert.deepEqual(pieces("@@\n x\n--- old comment\n+-- new comment\n+++ i;\n"), [
      { oldLines: ["x", "-- old comment"], newLines: ["x", "-- new comment", "++ i;"], marks: " -++" },
    ]);
  });

  it("create, delete and rename files", () => {
    assert.deepEqual(parse("--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1,3 @@\n+a\n+\n+b\n"), {
      type: "files",
      files: [{ kind: "create", path: "a.ts", text: "a\n\nb\n" }],
    });
    assert.deepEqual(parse("--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file"), {
      type: "files",
      files: [{ kind: "create", path: "a.ts", text: "a" }],
    });
    assert.deepEqual(parse("diff --git a/a.ts b/a.ts\nnew file mode 100644\nindex 0000000..e69de29", ""), {
      type: "files",
      files: [{ kind: "create", path: "a.ts", text: "" }],
    });
    assert.deepEqual(parse("--- a/a.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-a"), {
      type: "files",
      files: [{ kind: "delete", path: "a.ts" }],
    });
    const moved = "diff --git a/a.ts b/b.ts\nsimilarity index 90%\nrename from a.ts\nrename to b.ts\n";
    assert.deepEqual(parse(moved), {
      type: "files",
      files: [{ kind: "rename", path: "a.ts", newPath: "b.ts", replacements: [] }],
    });
    assert.deepEqual(parse(`${moved}index 1..2 100644\n--- a/a.ts\n+++ b/b.ts\n@@ -1 +1 @@\n-a\n+b`), {
      type: "files",
      files: [{ kind: "rename", path: "a.ts", newPath: "b.ts", replacements: [{ ...ab, lineHint: 0 }] }],
    });
  });

  it("that move a file may have no prefixes", () => {
    const head = "diff --git a.ts b.ts\nrename from a.ts\nrename to b.ts\n--- a.ts\n+++ b.ts\n";
    assert.deepEqual(parse(`${head}@@\n-a\n+b`), {
      type: "files",
      files: [{ kind: "rename", path: "a.ts", newPath: "b.ts", replacements: [ab] }],
    });
  });

  it("of several files are told apart, also without hunks' headers", () => {
    const expected = {
      type: "files",
      files: ["x.ts", "y.ts"].map((path) => ({ kind: "update", path, replacements: [ab] })),
    };
    assert.deepEqual(parse("--- a/x.ts\n+++ b/x.ts\n-a\n+b\n--- a/y.ts\n+++ b/y.ts\n-a\n+b"), expected);
    assert.deepEqual(parse("--- x.ts\n+++ x.ts\n@@\n-a\n+b\n--- y.ts\n+++ y.ts\n@@\n-a\n+b"), expected);
    assert.deepEqual(
      parse(
        "diff --git a/x.ts b/x.ts\nindex 1..2\n@@\n-a\n+b\ndiff --git a/y.ts b/y.ts\n--- a/y.ts\n+++ b/y.ts\n@@\n-a\n+b",
      ),
      expected,
    );
    assert.deepEqual(parse("@@\n-a\n+b\n--- y.ts\n+++ y.ts\n@@\n-a\n+b"), broken("no-path"));
  });

  it("have paths with spaces, times, quotes and prefixes", () => {
    for (const [header, path] of [
      ["--- a/my dir/a.ts\n+++ b/my dir/a.ts", "my dir/a.ts"],
      ["--- src/a.ts\t2024-01-01 10:00:00\n+++ src/a.ts\t2024-01-01 10:00:01", "src/a.ts"],
      ['--- "a/x.ts"\n+++ "b/x.ts"', "x.ts"],
      ["--- a.ts.orig\n+++ a.ts", "a.ts"],
      ["--- a/x.ts\n+++ a/x.ts", "a/x.ts"],
      ["--- i/x.ts\n+++ i/x.ts", "i/x.ts"],
      ["+++ b/x.ts", "x.ts"],
      ["--- a/x.ts", "x.ts"],
      ["Index: x.ts\n===================================================================\n--- x.ts\n+++ x.ts", "x.ts"],
      ["From 1234\nSubject: x\n\n---\n x.ts | 2 +-\n\ndiff --git a/x.ts b/x.ts\n--- a/x.ts\n+++ b/x.ts", "x.ts"],
    ]) {
      assert.deepEqual(parse(`${header}\n@@\n-a\n+b`), { type: "replacements", path, replacements: [ab] }, header);
    }
  });

  it("that change nothing or cannot be made are broken", () => {
    assert.deepEqual(parse("const a = 1;"), broken("no-change"));
    assert.deepEqual(parse("--- a/x\n+++ b/x\n@@\n a"), broken("no-change"));
    assert.deepEqual(
      parse("diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ"),
      broken("unsupported"),
    );
  });

  it("are not lists, front matter or code in another language", () => {
    for (const [language, code] of [
      ["markdown", "- a\n+ b\n"],
      ["", "- a\n+ b"],
      ["", "---\ntitle: x\n---\n+ b"],
      ["js", "-a\n+b"],
      ["yaml", "--- a\n+++ b\n- c"],
      ["python", "@property\n@@x"],
    ] as const) {
      assert.deepEqual(parse(code, language), { type: "code", text: code });
    }
  });
});

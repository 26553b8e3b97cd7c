import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";

const parse = (code: string, language = "") => parseBlock({ language, info: language, code }, "");
const patch = (body: string) => parse(`*** Begin Patch\n${body}\n*** End Patch`);
const broken = (reason: string) => ({ type: "broken", reason });
const ab = { oldLines: ["a"], newLines: ["b"], marks: "-+" };
const updated = { type: "replacements", path: "src/a.py", replacements: [ab] };

describe("the envelope of apply_patch", () => {
  it("updates a file, in a block of any language", () => {
    for (const language of ["", "patch", "diff", "text", "python"]) {
      assert.deepEqual(
        parse("*** Begin Patch\n*** Update File: src/a.py\n@@\n-a\n+b\n*** End Patch\n", language),
        updated,
      );
    }
    assert.deepEqual(patch("*** Update File: `src/a.py`\r\n-a\r\n+b\r"), updated);
  });

  it("may be a shell's here-document, or lack its first and last line", () => {
    const body = "*** Update File: src/a.py\n-a\n+b\n";
    assert.deepEqual(parse(`\napply_patch <<'EOF'\n*** Begin Patch\n${body}*** End Patch\nEOF\n`, "sh"), updated);
    assert.deepEqual(parse(body), updated);
    const patched = `*** Begin Patch\n${body}*** End Patch\n`;
    for (const command of ["cd /src && apply_patch << EOF", "$ apply_patch <<-'EOF'", "cat <<'EOF' | apply_patch"]) {
      assert.deepEqual(parse(`${command}\n${patched}EOF\n`, "sh"), updated, command);
    }
    assert.deepEqual(parse(`bash -lc "apply_patch <<'EOF'\n${patched}EOF"`, "sh"), updated);
    const code = `apply_patch <<EOF\n${patched}EOF\nrm src/a.py`;
    assert.deepEqual(parse(code, "sh"), { type: "code", text: code });
  });

  it("may have the headers of a diff below the name of its file", () => {
    assert.deepEqual(patch("*** Update File: src/a.py\n--- a/src/a.py\n+++ b/src/a.py\n@@\n-a\n+b"), updated);
  });

  it("names the lines above a place, and its end of the file", () => {
    assert.deepEqual(
      patch(
        "*** Update File: a.py\n@@ class A:\n@@     def f(self):\n x\n-a\n+b\n@@ def g():\n-a\n+b\n*** End of File",
      ),
      {
        type: "replacements",
        path: "a.py",
        replacements: [
          {
            oldLines: ["x", "a"],
            newLines: ["x", "b"],
            marks: " -+",
            anchor: "def f(self):",
            outerAnchors: ["class A:"],
          },
          { ...ab, anchor: "def g():", atEnd: true },
        ],
      },
    );
  });

  it("adds, deletes and moves files", () => {
    assert.deepEqual(
      patch(
        "*** Add File: n.py\n+a\n+\n+  b\n\n*** Delete File: o.py\n*** Update File: p.py\n*** Move to: q.py\n@@\n-a\n+b\n" +
          "*** Update File: r.py\n*** Move to: s.py",
      ),
      {
        type: "files",
        files: [
          { kind: "create", path: "n.py", text: "a\n\n  b\n" },
          { kind: "delete", path: "o.py" },
          { kind: "rename", path: "p.py", newPath: "q.py", replacements: [ab] },
          { kind: "rename", path: "r.py", newPath: "s.py", replacements: [] },
        ],
      },
    );
  });

  it("adds a file whose lines all lack the plus, but not one that mixes", () => {
    assert.deepEqual(patch("*** Add File: n.py\na\nb"), {
      type: "files",
      files: [{ kind: "create", path: "n.py", text: "a\nb\n" }],
    });
    assert.deepEqual(patch("*** Add File: n.py\n+a\nb"), broken("stray-lines"));
  });

  it("may come more than once, and twice for a file", () => {
    assert.deepEqual(
      parse(
        "*** Begin Patch\n*** Update File: a.py\n-a\n+b\n*** End Patch\n*** Begin Patch\n*** Update File: a.py\n-a\n+b\n*** End Patch",
      ),
      { type: "replacements", path: "a.py", replacements: [ab, ab] },
    );
  });

  it("is broken when it is cut off, names nothing or changes nothing", () => {
    assert.deepEqual(parse("*** Begin Patch\n*** Update File: a.py\n-a\n+b"), broken("unfinished"));
    assert.deepEqual(patch("*** Update File:\n-a\n+b"), broken("no-path"));
    assert.deepEqual(patch("*** Update File: a.py\n a"), broken("no-change"));
    assert.deepEqual(patch(""), broken("no-change"));
    assert.deepEqual(patch("*** Update File: a.py\n-a\n+b\n*** Copy File: b.py"), broken("stray-lines"));
    assert.deepEqual(patch("*** Delete File: a.py\n-a"), broken("stray-lines"));
  });

  it("is not code that quotes it", () => {
    const code = 'const patch = "x";\n*** Begin Patch\n*** End Patch';
    assert.deepEqual(parse(code, "ts"), { type: "code", text: code });
  });
});

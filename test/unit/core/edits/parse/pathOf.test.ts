import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";
import { pathOf } from "../../../../../src/core/edits/parse/pathOf.ts";

const ofInfo = (info: string) => pathOf({ info, code: "x" }, "");
const ofLine = (line: string) => pathOf({ info: "ts", code: "x" }, line);

describe("the path of a block", () => {
  it("stands in the info string", () => {
    for (const info of [
      "ts src/a.ts",
      'ts title="src/a.ts"',
      "ts title='src/a.ts' {1,3}",
      "src/a.ts",
      "ts:src/a.ts",
      "ts:src/a.ts:10-20",
      "c:src/a.ts",
      "12:40:src/a.ts",
      "{path=src/a.ts}",
      "ts {path=src/a.ts}",
      'ts {file: "src/a.ts"}',
      "ts filename=src/a.ts",
      "ts showLineNumbers src/a.ts",
      "ts `src/a.ts`",
    ]) {
      assert.equal(ofInfo(info), "src/a.ts", info);
    }
    assert.equal(ofInfo('ts path="my file.ts"'), "my file.ts");
    assert.equal(ofInfo("C:\\src\\a.ts"), "C:\\src\\a.ts");
    assert.equal(ofInfo("make Makefile"), "Makefile");
  });

  it("is no language and no title", () => {
    for (const info of [
      "",
      "ts",
      "c++",
      "vb.net",
      ".NET",
      "Dockerfile",
      "makefile",
      "Node.js",
      "text/html",
      "objective-c",
      "f#",
      "ts {1,3-5}",
      'ts title="An example"',
    ]) {
      assert.equal(ofInfo(info), undefined, info);
    }
  });

  it("stands alone in the line before, with a label and marks of Markdown", () => {
    for (const line of [
      "src/a.ts",
      "`src/a.ts`",
      "**src/a.ts**:",
      "**`src/a.ts`:**",
      "File: src/a.ts",
      "**File:** `src/a.ts`",
      "File path: `src/a.ts`",
      "# src/a.ts",
      "### 2. `src/a.ts`",
      "1. `src/a.ts`:",
      "- **src/a.ts**",
      "// src/a.ts",
      "In `src/a.ts`:",
      "Updated file `src/a.ts`:",
      "`src/a.ts` (new file):",
      "[src/a.ts](src/a.ts)",
      "src/a.ts:12-20",
      "<!-- src/a.ts -->",
    ]) {
      assert.equal(ofLine(line), "src/a.ts", line);
    }
  });

  it("may be the only one in backticks of a sentence", () => {
    for (const line of ["In `src/a.ts`, replace the loop:", "Now call `run()` in `src/a.ts` (it is in `src/a.ts`):"]) {
      assert.equal(ofLine(line), "src/a.ts", line);
    }
  });

  it("may be of many shapes, and is given as written", () => {
    for (const path of [
      "a.ts",
      "./a",
      "../x/y",
      "/etc/hosts",
      "Dockerfile",
      ".gitignore",
      ".env.local",
      "__init__.py",
      "src/bin/run",
      "app/(group)/[id]/page.tsx",
      "src\\a.cs",
      "C:\\a\\b.c",
      "CMakeLists.txt",
      "@scope/a.ts",
      "bin/run.sh",
      "a/.eslintrc",
    ]) {
      assert.equal(ofLine(`\`${path}\``), path);
    }
  });

  it("is not prose, code or an address", () => {
    for (const line of [
      "",
      "Here it is:",
      "Change it like this:",
      "Use `src/a.ts` and `src/b.ts` as before, and add:",
      "In `render()`, add:",
      "and/or",
      "e.g.",
      "`console.log`:",
      "`user.name`",
      "`f()`",
      "`a.b()`",
      "https://example.com/a.ts",
      "1.2.3",
      "Node.js:",
      "...",
      "Example 1:",
      "Build:",
      "License:",
      "**Step 2**",
    ]) {
      assert.equal(ofLine(line), undefined, line);
    }
  });

  it("may be a comment that is the block's first line, which stays in the code", () => {
    for (const line of [
      "// src/a.ts",
      "# src/a.ts",
      "/* src/a.ts */",
      "<!-- src/a.ts -->",
      "-- src/a.ts",
      "// File: src/a.ts",
    ]) {
      const block = { language: "ts", info: "ts", code: `${line}\ncode` };
      assert.deepEqual(
        parseBlock(block, "Like this:"),
        { type: "code", text: `${line}\ncode`, path: "src/a.ts" },
        line,
      );
    }
    for (const line of ["src/a.ts", "#!/bin/sh", "// see src/a.ts", "#include <a.h>"]) {
      assert.equal(pathOf({ info: "", code: line }, ""), undefined, line);
    }
  });

  it("goes before the line before, and that before the first line", () => {
    assert.equal(pathOf({ info: "ts a.ts", code: "// c.ts" }, "b.ts"), "a.ts");
    assert.equal(pathOf({ info: "ts", code: "// c.ts" }, "b.ts"), "b.ts");
  });
});

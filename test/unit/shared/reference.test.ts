import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseName, parseReference } from "../../../src/shared/chat/reference.ts";

describe("what words of an answer refer to", () => {
  const paths: Readonly<Record<string, object>> = {
    "src/a.ts": { path: "src/a.ts" },
    "./src/a.ts": { path: "./src/a.ts" },
    "src/a.ts:12": { path: "src/a.ts", line: 12 },
    "src/a.ts:12:5": { path: "src/a.ts", line: 12 },
    "src/a.ts:12-24": { path: "src/a.ts", line: 12, lastLine: 24 },
    "a.ts#L3": { path: "a.ts", line: 3 },
    "a.ts#L3-L9": { path: "a.ts", line: 3, lastLine: 9 },
    "a.ts#L3C1-L9C2": { path: "a.ts", line: 3, lastLine: 9 },
    "src/a.cs(12,5)": { path: "src/a.cs", line: 12 },
    "src\\core\\a.ts:7": { path: "src/core/a.ts", line: 7 },
    "C:\\code\\a.ts": { path: "C:/code/a.ts" },
    "/home/me/a.ts:1": { path: "/home/me/a.ts", line: 1 },
    "file:///home/me/a.ts": { path: "/home/me/a.ts" },
    "src/core/": { path: "src/core/" },
    "scripts/Makefile:3": { path: "scripts/Makefile", line: 3 },
    ".gitignore": { path: ".gitignore" },
  };
  for (const [written, expected] of Object.entries(paths)) {
    it(`is a path for ${written}`, () => {
      assert.deepEqual(parseReference(written, false), { type: "path", ...expected });
    });
  }

  for (const [written, name] of [
    ["parseReference", "parseReference"],
    ["parse()", "parse"],
    ["std::vector", "std::vector"],
  ] as const) {
    it(`is a name for ${written} in backticks, and nothing without them`, () => {
      assert.deepEqual(parseReference(written, true), { type: "symbol", name });
      assert.equal(parseReference(written, false), undefined);
    });
  }

  it("may be a name where it is like a path", () => {
    assert.deepEqual(parseReference("Chat.ask", true), { type: "path", path: "Chat.ask" });
    assert.deepEqual(parseName("Chat.ask"), { type: "symbol", name: "Chat.ask" });
    assert.equal(parseName("src/a.ts"), undefined);
  });

  for (const written of [
    "",
    "https://example.com/a.ts",
    "1.2.3",
    "v2",
    "a b",
    "npm run build",
    "x",
    "<div>",
    "a\nb.ts",
    "items[i + 1]",
    "a.ts".repeat(200),
  ]) {
    it(`is nothing for ${JSON.stringify(written.slice(0, 30))}`, () => {
      assert.equal(parseReference(written, true), undefined);
    });
  }
});

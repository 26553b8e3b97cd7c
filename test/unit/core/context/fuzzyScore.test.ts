import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fuzzyScore } from "../../../../src/core/context/fuzzyScore.ts";

describe("how well a query names a path", () => {
  function best(query: string, ...paths: readonly string[]): readonly string[] {
    return paths
      .map((path) => ({ path, score: fuzzyScore(query, path) }))
      .filter(({ score }) => score !== undefined)
      .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
      .map(({ path }) => path);
  }

  it("is undefined where a character is missing, or comes too early", () => {
    assert.equal(fuzzyScore("xyz", "src/parser.ts"), undefined);
    assert.equal(fuzzyScore("tsp", "p.ts"), undefined);
  });

  it("is highest for the name itself, then for its beginning, then for a part of it", () => {
    assert.deepEqual(best("chat.ts", "src/openchat.ts", "src/chat.tsx", "src/chat.ts"), [
      "src/chat.ts",
      "src/chat.tsx",
      "src/openchat.ts",
    ]);
  });

  it("is higher for the name than for a folder", () => {
    assert.deepEqual(best("parser", "parser/index.ts", "src/parser.ts"), ["src/parser.ts", "parser/index.ts"]);
  });

  it("finds the first letters of words, and does not care for case", () => {
    assert.deepEqual(best("CHV", "src/archive.ts", "src/chatView.ts")[0], "src/chatView.ts");
    assert.ok(fuzzyScore("readme", "README.md") !== undefined);
  });

  it("reads a slash, or a backslash, as the end of a folder", () => {
    assert.deepEqual(best("core/chat", "src/chat/core.ts", "src/core/chat.ts"), ["src/core/chat.ts"]);
    assert.equal(fuzzyScore("core\\chat", "src/core/chat.ts"), fuzzyScore("core/chat", "src/core/chat.ts"));
  });

  it("is the same for everything when nothing is typed", () => {
    assert.equal(fuzzyScore("", "a"), 0);
  });
});

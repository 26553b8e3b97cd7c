import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readEdits } from "../../../../../src/core/edits/parse/readEdits.ts";

const read = (...lines: readonly string[]) =>
  readEdits(lines.join("\n")).map(({ edit, startLine }) => ({ edit, startLine }));
const ab = { oldLines: ["a"], newLines: ["b"] };
const diff = ["--- a/x.ts", "+++ b/x.ts", "@@ -1 +1 @@", "-a", "+b"];
const ofDiff = { type: "replacements", path: "x.ts", replacements: [{ ...ab, lineHint: 0, marks: "-+" }] };
const pieces = ["<<<<<<< SEARCH", "a", "=======", "b", ">>>>>>> REPLACE"];
const patch = ["*** Begin Patch", "*** Update File: x.ts", "@@", "-a", "+b", "*** End Patch"];
const ofPatch = { type: "replacements", path: "x.ts", replacements: [{ ...ab, marks: "-+" }] };

describe("the edits of an answer", () => {
  it("stand in fences, each with the path that the line above names", () => {
    assert.deepEqual(read("In `src/a.ts`, do this:", "", "```ts", ...pieces, "```", "and", "```", "code", "```"), [
      { edit: { type: "replacements", path: "src/a.ts", replacements: [ab] }, startLine: 2 },
      { edit: { type: "code", text: "code" }, startLine: 10 },
    ]);
  });

  it("need no fence", () => {
    assert.deepEqual(read(...patch), [{ edit: ofPatch, startLine: 0 }]);
    assert.deepEqual(read("Sure:", "", ...diff, "", "That is it."), [{ edit: ofDiff, startLine: 2 }]);
    assert.deepEqual(read("Sure:", "x.ts", ...pieces, "", ...pieces, "Done."), [
      { edit: { type: "replacements", path: "x.ts", replacements: [ab, ab] }, startLine: 1 },
    ]);
    assert.deepEqual(read("```ts", "code", "```", ...patch, "", "```ts", "more", "```"), [
      { edit: { type: "code", text: "code" }, startLine: 0 },
      { edit: ofPatch, startLine: 3 },
      { edit: { type: "code", text: "more" }, startLine: 10 },
    ]);
  });

  it("without a fence may have other tools' markers, or only the numbers of a hunk", () => {
    const ofPieces = { type: "replacements", replacements: [ab] };
    assert.deepEqual(read("So:", "------- SEARCH", "a", "=======", "b", "+++++++ REPLACE", "Done."), [
      { edit: ofPieces, startLine: 1 },
    ]);
    assert.deepEqual(read("So:", "@@ -1 +1 @@", "-a", "+b", "", "- a list", "- of words"), [
      { edit: { type: "replacements", replacements: [{ ...ab, lineHint: 0, marks: "-+" }] }, startLine: 1 },
    ]);
  });

  it("may hold fences of the file when they have none themselves", () => {
    const own = ["<<<<<<< SEARCH", "```sh", "a", "=======", "```sh", "b", ">>>>>>> REPLACE"];
    assert.deepEqual(read("README.md", ...own), [
      {
        edit: {
          type: "replacements",
          path: "README.md",
          replacements: [{ oldLines: ["```sh", "a"], newLines: ["```sh", "b"] }],
        },
        startLine: 0,
      },
    ]);
  });

  it("may hold fences of the file within the same fence", () => {
    const own = ["<<<<<<< SEARCH", "```sh", "a", "```", "=======", "```sh", "b", "```", ">>>>>>> REPLACE"];
    const edit = {
      type: "replacements",
      replacements: [{ oldLines: ["```sh", "a", "```"], newLines: ["```sh", "b", "```"] }],
    };
    assert.deepEqual(read("```", ...own, "```", "and", "```ts", "code", "```"), [
      { edit, startLine: 0 },
      { edit: { type: "code", text: "code" }, startLine: 12 },
    ]);
    const [first] = read("```", "<<<<<<< SEARCH", "a", "=======", "```", "Done.", "```", "b", "```");
    assert.deepEqual(first?.edit, { type: "broken", reason: "unfinished" });
    const kept = [" ```sh", "-a", "+b", " ```", " ", "-c", "+d"];
    for (const info of ["diff", ""]) {
      const edits = read(`\`\`\`${info}`, "@@", ...kept, "```", "Done.");
      assert.deepEqual(edits, [
        {
          edit: {
            type: "replacements",
            replacements: [
              { oldLines: ["```sh", "a", "```", "", "c"], newLines: ["```sh", "b", "```", "", "d"], marks: " -+  -+" },
            ],
          },
          startLine: 0,
        },
      ]);
    }
  });

  it("end where they end when their fence is never closed", () => {
    assert.deepEqual(read("```diff", ...diff, "", "I changed the line."), [{ edit: ofDiff, startLine: 0 }]);
    assert.deepEqual(read("```", ...patch, "", "Done."), [{ edit: ofPatch, startLine: 0 }]);
    assert.deepEqual(read("```ts", ...pieces, "Done."), [
      { edit: { type: "replacements", replacements: [ab] }, startLine: 0 },
    ]);
  });

  it("may stand in list items and block quotes", () => {
    const quoted = ["> ```diff", ...diff.map((line) => `> ${line}`), "> ```"];
    assert.deepEqual(read("> Change:", ...quoted, "and so on"), [{ edit: ofDiff, startLine: 1 }]);
    const item = ["```diff", ...diff, "```"].map((line) => `   ${line}`);
    assert.deepEqual(read("1. Change:", "", ...item), [{ edit: ofDiff, startLine: 2 }]);
    const shifted = ["```diff", ...diff.map((line) => `   ${line}`), "```"];
    assert.deepEqual(read(...shifted), [{ edit: ofDiff, startLine: 0 }]);
  });

  it("are none in words, lists, rules and headings", () => {
    for (const lines of [
      ["- a", "+ b"],
      ["---", "title: x", "---"],
      ["Title", "======="],
      ["<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> main"],
    ]) {
      assert.deepEqual(read(...lines), []);
    }
  });
});

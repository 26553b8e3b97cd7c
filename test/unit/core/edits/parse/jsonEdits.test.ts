import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseBlock } from "../../../../../src/core/edits/parse/parseBlock.ts";

const parse = (value: unknown) =>
  parseBlock({ language: "json", info: "json", code: JSON.stringify(value, undefined, 2) }, "");
const ab = { oldLines: ["a"], newLines: ["b"] };

describe("edits in JSON", () => {
  it("are what tools are called with", () => {
    const expected = { type: "replacements", path: "x.ts", replacements: [ab] };
    assert.deepEqual(parse({ path: "x.ts", old_string: "a", new_string: "b" }), expected);
    assert.deepEqual(parse({ file_path: "x.ts", edits: [{ oldText: "a\n", newText: "b\n" }] }), expected);
    assert.deepEqual(parse([{ filePath: "x.ts", search: "a", replace: "b" }]), expected);
    assert.deepEqual(parse({ old_str: "a", new_str: "b" }), { type: "replacements", replacements: [ab] });
  });

  it("are none where a file may say the same, where something else is among them, or lines would be joined", () => {
    for (const value of [
      { search: "a", replace: "b" },
      { path: "x.ts", edits: [{ old_string: "a", new_string: "b" }, { insert: "c" }] },
      { path: "x.ts", old_string: "a\n", new_string: "b" },
      { old: 1 },
    ]) {
      assert.equal(parse(value).type, "code", JSON.stringify(value));
    }
  });
});

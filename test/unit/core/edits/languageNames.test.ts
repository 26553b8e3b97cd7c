import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isLanguage } from "../../../../src/core/edits/languageNames.ts";

describe("a language's name at a fence", () => {
  it("is VS Code's id or what people call it, in any case", () => {
    for (const [name, id] of [
      ["typescript", "typescript"],
      ["TS", "typescript"],
      ["tsx", "typescriptreact"],
      ["Python", "python"],
      ["py", "python"],
      ["c#", "csharp"],
      ["bash", "shellscript"],
      ["yml", "yaml"],
      ["cobol", "cobol"],
    ] as const) {
      assert.ok(isLanguage(name, id), `${name} is ${id}`);
    }
  });

  it("is not another language's", () => {
    assert.equal(isLanguage("js", "typescript"), false);
    assert.equal(isLanguage("", "python"), false);
    assert.equal(isLanguage("constructor", "python"), false);
    assert.equal(isLanguage("sh", "constructor"), false);
  });
});

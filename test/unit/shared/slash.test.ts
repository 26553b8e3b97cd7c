import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { parseSlash, slashName } from "../../../src/shared/chat/slash.ts";

describe("a typed command", () => {
  it("is a slash with a name at the very start, and what goes with it", () => {
    assert.deepEqual(parseSlash("/explain"), { name: "explain", words: "" });
    assert.deepEqual(parseSlash("/edit make it\nasync \n"), { name: "edit", words: "make it\nasync" });
    assert.deepEqual(parseSlash("/edit\nmake it async"), { name: "edit", words: "make it async" });
    assert.deepEqual(parseSlash("/説明-2 短く"), { name: "説明-2", words: "短く" });
  });

  it("is no path, comment, division or pattern, and nothing after a space", () => {
    const texts = [
      "/usr/bin",
      "/etc.d is a folder",
      "/",
      "/ 2",
      "// a",
      "/* a */",
      "/a+b/g",
      " /explain",
      "a /explain",
      "",
    ];
    for (const text of texts) assert.equal(parseSlash(text), undefined, text);
  });

  it("has a name that can be made of any title", () => {
    assert.equal(slashName("Explain like I'm five!"), "explain-like-i-m-five");
    assert.equal(slashName("Übersetzen → Deutsch"), "übersetzen-deutsch");
    assert.equal(slashName("日本語に"), "日本語に");
    assert.equal(slashName("!?"), "");
    for (const title of ["Explain like I'm five!", "Übersetzen", "日本語に"]) {
      assert.equal(parseSlash(`/${slashName(title)}`)?.name, slashName(title));
    }
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { code, plain } from "../../../../src/core/connection/markdownText.ts";

describe("text in Markdown", () => {
  for (const [text, shown] of [
    ["gpt-5", "`gpt-5`"],
    ["a`b", "``a`b``"],
    ["`a`", "`` `a` ``"],
    ["a``b`c", "```a``b`c```"],
    ["a | b\n\nc", "`a ¦ b c`"],
    ["", ""],
  ] as const) {
    it(`is code as ${shown || "nothing"}`, () => {
      assert.equal(code(text), shown);
    });
  }

  it("keeps what is only text", () => {
    assert.equal(plain("Unknown name max_tokens (400), see the docs."), "Unknown name max_tokens (400), see the docs.");
  });
});

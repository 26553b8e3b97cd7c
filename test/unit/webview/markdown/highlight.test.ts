import assert from "node:assert/strict";
import { createHighlighter, type Scoped } from "../../../../src/webview/markdown/highlight.ts";

function textOf(node: Scoped | string): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

function scopesOf(node: Scoped | string): readonly string[] {
  return typeof node === "string" ? [] : [...(node.scope ? [node.scope] : []), ...node.children.flatMap(scopesOf)];
}

describe("the highlighter", () => {
  const highlight = createHighlighter();

  it("cuts code into scopes and loses nothing", () => {
    const code = "const a = `x ${1 + 1}`; // done\n";
    const scopes = highlight(code, "ts")?.root;
    assert.ok(scopes);
    assert.equal(textOf(scopes), code);
    assert.deepEqual(scopesOf(scopes), ["keyword", "string", "subst", "number", "number", "comment"]);
  });

  it("highlights a language inside another", () => {
    const scopes = highlight("<script>let a = 1;</script>", "html")?.root;
    assert.ok(scopes && scopesOf(scopes).includes("keyword"));
  });

  it("tells whether something is still open at the end", () => {
    const isComplete = (code: string): boolean | undefined => highlight(code, "ts")?.complete;
    assert.equal(isComplete("/* a */\nlet b = `c`;\n"), true);
    assert.equal(isComplete("/* a\n"), false);
    assert.equal(isComplete("let b = `c\n"), false);
  });

  it("leaves unknown languages alone", () => {
    assert.equal(highlight("a", "no-such-language"), undefined);
  });
});

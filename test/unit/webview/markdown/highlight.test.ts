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
    const scopes = highlight(code, "ts");
    assert.ok(scopes);
    assert.equal(textOf(scopes), code);
    assert.deepEqual(scopesOf(scopes), ["keyword", "string", "subst", "number", "number", "comment"]);
  });

  it("highlights a language inside another", () => {
    const scopes = highlight("<script>let a = 1;</script>", "html");
    assert.ok(scopes && scopesOf(scopes).includes("keyword"));
  });

  it("leaves unknown languages and very long code alone", () => {
    assert.equal(highlight("a", "no-such-language"), undefined);
    assert.equal(highlight("a".repeat(100_000), "ts"), undefined);
  });
});

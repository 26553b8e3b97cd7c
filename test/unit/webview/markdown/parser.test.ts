import assert from "node:assert/strict";
import { createParser } from "../../../../src/webview/markdown/parser.ts";

const render = (source: string): string => createParser().render(source).trim();

describe("the Markdown parser", () => {
  it("shows HTML as text", () => {
    assert.equal(render("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)&gt;</p>");
  });

  it("makes no links of schemes that run or read", () => {
    for (const address of [
      "javascript:alert(1)",
      "JAVASCRIPT:x",
      "data:text/html,x",
      "vbscript:x",
      "command:x",
      "vscode://x",
    ]) {
      assert.doesNotMatch(render(`[a](${address}) <${address}>`), /<a /, address);
    }
  });

  it("makes links of web addresses, mail addresses and files", () => {
    for (const address of [
      "https://a.example",
      "http://a.example",
      "mailto:a@b.example",
      "file:///a",
      "src/a.ts",
      "a.ts:12",
    ]) {
      assert.match(render(`[a](${address})`), /<a /, address);
    }
    assert.match(render("see https://a.example/b."), /<a href="https:\/\/a\.example\/b">/);
  });

  it("does not take file names for addresses", () => {
    assert.equal(render("README.md main.rs a@b.example"), "<p>README.md main.rs a@b.example</p>");
  });
});

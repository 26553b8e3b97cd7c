import assert from "node:assert/strict";
import { readLink } from "../../../src/shared/readLink.ts";

describe("a link of an answer", () => {
  for (const [href, address, doubts, text = "here"] of [
    ["https://a.example/x?y#z", "https://a.example/x?y#z", []],
    ["HTTP://A.example", "http://a.example/", []],
    ["https://openai.com@evil.example/", "https://openai.com@evil.example/", ["name"]],
    ["https://openai.com%2f@evil.example", "https://openai.com%2f@evil.example/", ["name"]],
    ["https://оpenai.com/", "https://xn--penai-iye.com/", ["letters"]],
    ["https://evil.example", "https://evil.example/", ["text"], "https://openai.com"],
    ["https://evil.example", "https://evil.example/", ["text"], "openai.com/docs"],
    ["https://platform.openai.com", "https://platform.openai.com/", [], "openai.com"],
    ["https://www.openai.com", "https://www.openai.com/", [], "OpenAI.com"],
    ["https://a.example/src/main.rs", "https://a.example/src/main.rs", [], "main.rs"],
    ["https:\\\\evil.example", "https://evil.example/", []],
    [`https://a.example/${"x".repeat(400)}`, `https://a.example/${"x".repeat(400)}`, ["length"]],
    ["https://a.example/\u202Egnp.exe", "https://a.example/%E2%80%AEgnp.exe", []],
  ] as const) {
    it(`leads to the web: ${href.slice(0, 50)}, called ${text}`, () => {
      const link = readLink(href, text);
      assert.ok(link.type === "web");
      assert.deepEqual([link.address, link.doubts], [address, doubts]);
    });
  }

  for (const [href, path, line] of [
    ["src/a.ts", "src/a.ts"],
    ["./src/a%20b.ts#L3", "./src/a b.ts", 3],
    ["src/a.ts#L3-L9", "src/a.ts", 3],
    ["src/a.ts:12:5", "src/a.ts", 12],
    ["Makefile:7", "Makefile", 7],
    ["/project/src/a.ts", "/project/src/a.ts"],
    ["file:///project/src/a.ts#L2", "/project/src/a.ts", 2],
    ["file:///C:/project/a.ts", "C:/project/a.ts"],
    ["C:\\project\\a.ts", "C:\\project\\a.ts"],
    ["../../etc/passwd", "../../etc/passwd"],
    ["100%.md", "100%.md"],
  ] as const) {
    it(`leads to a file: ${href}`, () => {
      assert.deepEqual(readLink(href, ""), { type: "file", path, ...(line === undefined ? {} : { line }) });
    });
  }

  for (const href of [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "command:workbench.action.quit",
    "data:text/html,x",
    "vscode://a.b/c",
    "vscode-insiders://a.b/c",
    "vbscript:x",
    "mailto:a@b.example",
    "ms-settings:",
    "file://server/share/x",
    "\\\\server\\share\\x",
    "//evil.example/x",
    "http://",
    "#top",
    "",
  ]) {
    it(`is refused: ${JSON.stringify(href)}`, () => assert.equal(readLink(href, "").type, "refused"));
  }
});

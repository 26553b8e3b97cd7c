import assert from "node:assert/strict";
import { isClosed } from "../../../../src/webview/markdown/fence.ts";
import { createParser } from "../../../../src/webview/markdown/parser.ts";

type Fence = { readonly info: string; readonly code: string; readonly closed: boolean };

function fencesOf(source: string): readonly Fence[] {
  return createParser()
    .parse(source, {})
    .filter(({ type }) => type === "fence")
    .map((token) => ({ info: token.info, code: token.content, closed: isClosed(token) }));
}

describe("a fence", () => {
  it("is closed by a fence of at least its length and its kind", () => {
    assert.deepEqual(fencesOf("````md\n```js\nlet a;\n```\n````\n"), [
      { info: "md", code: "```js\nlet a;\n```\n", closed: true },
    ]);
    assert.deepEqual(fencesOf("~~~\n```\n~~~~\n"), [{ info: "", code: "```\n", closed: true }]);
  });

  it("stays open until its end was written", () => {
    assert.deepEqual(fencesOf("```ts\nlet a;\n"), [{ info: "ts", code: "let a;\n", closed: false }]);
    assert.deepEqual(fencesOf("```ts\nlet a;\n``"), [{ info: "ts", code: "let a;\n``", closed: false }]);
  });

  it("keeps inner blocks with a language inside a markdown block of the same length", () => {
    const readme = "# Title\n\n```sh\nnpm i\n```\n\nand\n\n```js\nrun();\n```\n";
    assert.deepEqual(fencesOf(`\`\`\`markdown\n${readme}\`\`\`\n`), [{ info: "markdown", code: readme, closed: true }]);
  });

  it("nests nowhere but in markdown", () => {
    assert.deepEqual(
      fencesOf("```js\n```ts\n```\n").map(({ code }) => code),
      ["```ts\n"],
    );
  });

  it("ends with its list item, unclosed", () => {
    assert.deepEqual(fencesOf("- ```js\n  let a;\n\ntext\n"), [{ info: "js", code: "let a;\n\n", closed: false }]);
    assert.deepEqual(fencesOf("- ```js\n  let a;\n```\nb\n```\n"), [
      { info: "js", code: "let a;\n", closed: false },
      { info: "", code: "b\n", closed: true },
    ]);
  });

  it("is not an inline code span of three backticks", () => {
    assert.deepEqual(fencesOf("```not a fence```\n"), []);
  });
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { parseFences } from "../../../../src/core/edits/fences.ts";

const codes = (markdown: string): readonly string[] => parseFences(markdown).map(({ code }) => code);

describe("fenced blocks of an answer", () => {
  it("are found with language, info string, code and line", () => {
    assert.deepEqual(parseFences('Sure:\n\n```ts title="a b"\nconst a = 1;\n\nb();\n```\nDone.'), [
      { language: "ts", info: 'ts title="a b"', code: "const a = 1;\n\nb();", closed: true, startLine: 2 },
    ]);
  });

  it("end only at a fence of the same character that is as long and has no info string", () => {
    assert.deepEqual(codes("````\n```\n~~~~\n````js\n`````\nafter"), ["```\n~~~~\n````js"]);
    assert.deepEqual(codes("~~~ js\n```\na\n```\n~~~~ \n"), ["```\na\n```"]);
  });

  it("may hold backticks in the code and tildes in the info string, but no backticks in a backtick fence's", () => {
    assert.deepEqual(codes("```js\nconst s = `a ``` b`;\n```"), ["const s = `a ``` b`;"]);
    assert.deepEqual(codes("``` a`b\ntext"), []);
    assert.deepEqual(codes("~~~ a`b~\ncode\n~~~"), ["code"]);
  });

  it("lose the indentation of their fence, up to three spaces; four make no fence", () => {
    assert.deepEqual(codes("   ```\n  a\n     b\nc\n  ```"), ["a\n  b\nc"]);
    assert.deepEqual(codes("    ```\n    a\n    ```"), []);
    assert.deepEqual(codes("```\na\n    ```\nb\n```"), ["a\n    ```\nb"]);
  });

  it("are found inside list items, without the item's indentation", () => {
    assert.deepEqual(codes("10. Do this:\n\n    ```ts\n    if (a) {\n      b();\n    }\n    ```\n"), [
      "if (a) {\n  b();\n}",
    ]);
    assert.deepEqual(codes("- ```js\n  a();\n  ```\n"), ["a();"]);
    assert.deepEqual(codes("- item\n\nText\n\n     ```\n     no fence any more\n"), []);
  });

  it("are found inside block quotes, and end with them", () => {
    assert.deepEqual(codes("> ```ts\n> a();\n>\n>   b();\n> ```\nText"), ["a();\n\n  b();"]);
    assert.deepEqual(codes("> ```ts\n> a();\nText\n```\nc();\n```"), ["a();", "c();"]);
    assert.deepEqual(codes("> > ```\n> > a\n> > ```"), ["a"]);
  });

  it("take CRLF like LF", () => {
    assert.deepEqual(codes("```js\r\na\r\nb\r\n```\r\n"), ["a\nb"]);
  });

  it("without an end reach to the end of the text and say so", () => {
    assert.deepEqual(parseFences("```py\na\nb"), [
      { language: "py", info: "py", code: "a\nb", closed: false, startLine: 0 },
    ]);
  });

  it("may be empty", () => {
    assert.deepEqual(codes("```\n```\n\n```\n\n```"), ["", ""]);
  });

  it("keep an inner block with a language inside a Markdown block", () => {
    const readme = "# Title\n\n```sh\nnpm i\n```\n\nText\n\n```js\na();\n```";
    assert.deepEqual(codes(`Here:\n\`\`\`markdown\n${readme}\n\`\`\`\nBye`), [readme]);
    assert.deepEqual(codes("```md\ntext\n```\nrest"), ["text"]);
  });

  it("do not nest in other languages", () => {
    assert.deepEqual(codes("```ts\na\n```js\nb\n```"), ["a\n```js\nb"]);
  });

  it("give back any code that a long enough fence surrounds", () => {
    const line = fc.string({ unit: fc.constantFrom("`", "~", " ", "a", "#", "-", "1", ".", "\t"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const code = lines.join("\n");
        assert.deepEqual(codes(`Text\n\n\`\`\`\`\`\`\`\`\`ts\n${code}\n\`\`\`\`\`\`\`\`\`\nMore`), [code]);
      }),
    );
  });
});

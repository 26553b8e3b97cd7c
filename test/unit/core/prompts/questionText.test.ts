import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { questionText } from "../../../../src/core/prompts/questionText.ts";
import { selection } from "../../../support/attachments.ts";
import { question } from "../../../support/chatWorld.ts";

describe("the text of a question", () => {
  it("is the person's own words when nothing is attached", () => {
    assert.equal(questionText(question("What is {language}?"), {}), "What is {language}?");
  });

  it("has what is attached below the words: path, lines counted from 1, and the code", () => {
    const text = questionText(question("Why?", { attachments: [selection("a();\nb();")] }), {});
    assert.equal(text, "Why?\n\nFile src/sum.ts, lines 3 to 4:\n\n```typescript\na();\nb();\n```");
  });

  it("does not count a line of which only the start is selected", () => {
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    assert.match(
      questionText(question("?", { attachments: [selection("a();\n", { range })] }), {}),
      /src\/sum\.ts, line 3:/,
    );
  });

  it("has the lines around the code", () => {
    const around = selection("b();", { surroundings: { before: "a();", after: "c();" } });
    const text = questionText(question("?", { attachments: [around] }), {});
    assert.match(text, /lines before it:\n\n```typescript\na\(\);\n```/);
    assert.match(text, /lines after it:\n\n```typescript\nc\(\);\n```/);
  });

  it("fences code that has fences inside with longer ones", () => {
    const text = questionText(question("?", { attachments: [selection("```js\n1\n```")] }), {});
    assert.match(text, /````typescript\n```js\n1\n```\n````/);
  });

  it("asks for exactly the replacement when code is to be changed", () => {
    const text = questionText(
      question("Edit", { task: "edit", instruction: "use a loop", attachments: [selection("x")] }),
      {},
    );
    assert.match(text, /^Change the following typescript code: use a loop/);
    assert.match(text, /one fenced code block that holds the replacement for exactly the code given/);
  });

  it("asks for one block for each piece when several are to be changed, with the person's own words too", () => {
    const asked = question("Edit", {
      task: "edit",
      instruction: "use $& loops",
      attachments: [selection("x"), selection("y")],
    });
    const text = questionText(asked, {});
    assert.match(text, /2 fenced code blocks, one for each piece, in their order/);
    assert.doesNotMatch(text, /one fenced code block that/);
    assert.match(text, /use \$& loops/);
    assert.match(text, /Piece 1\. File src\/sum\.ts, line 3:[^]*Piece 2\. File src\/sum\.ts, line 3:/);
    assert.match(questionText(asked, { edit: "Rewrite {selection}" }), /^Rewrite Piece 1\. [^]*2 fenced code blocks/);
    assert.doesNotMatch(questionText({ ...asked, task: "explain" }, {}), /Piece|blocks/);
  });

  it("lists the problems to fix", () => {
    const asked = question("Fix", {
      task: "fix",
      diagnostics: ["Line 3: x is not defined"],
      attachments: [selection("x")],
    });
    assert.match(questionText(asked, {}), /\n- Line 3: x is not defined\n/);
  });

  it("shows both sides of the cursor when code is to be inserted", () => {
    const cursor = selection("", { kind: "cursor", surroundings: { before: "let a = ", after: ";" } });
    const text = questionText(question("Continue", { task: "complete", attachments: [cursor] }), {});
    assert.match(
      text,
      /before the cursor:\n\n```typescript\nlet a = \n```\n\nThe text after the cursor:\n\n```typescript\n;\n```/,
    );
  });

  it("uses the person's template and puts the code where it says", () => {
    const asked = question("Explain", { task: "explain", attachments: [selection("x")] });
    const text = questionText(asked, { explain: "In {file}:\n{selection}\nExplain this {language} to a child." });
    assert.match(text, /^In src\/sum\.ts:\nFile src\/sum\.ts, line 3:/);
    assert.match(text, /Explain this typescript to a child\.$/);
    assert.equal(text.match(/File src/g)?.length, 1);
  });

  it("never takes braces inside the code for a placeholder", () => {
    const asked = question("Explain", { task: "explain", attachments: [selection("const a = `{instruction}`;")] });
    assert.match(questionText(asked, { explain: "{selection}" }), /\{instruction\}/);
  });

  it("has what the person wants in particular, also where a task has no place for it", () => {
    const asked = question("Explain", { task: "explain", instruction: "why {file}?", attachments: [selection("x")] });
    assert.match(questionText(asked, {}), /surprising\.\n\nwhy \{file\}\?\n\nFile src\/sum\.ts/);
    assert.equal(
      questionText({ ...asked, attachments: [] }, { explain: "{instruction} Explain" }),
      "why {file}? Explain",
    );
  });
});

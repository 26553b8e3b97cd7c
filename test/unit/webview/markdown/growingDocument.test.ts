import assert from "node:assert/strict";
import fc from "fast-check";
import type { Token } from "markdown-it";
import { GrowingDocument } from "../../../../src/webview/markdown/growingDocument.ts";
import { createParser } from "../../../../src/webview/markdown/parser.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const parser = createParser();
parser.renderer.rules["formula"] = (tokens, index) => `<math>${tokens[index]?.content ?? ""}</math>`;
const toHtml = (tokens: readonly Token[]): string => parser.renderer.render([...tokens], parser.options, {});

/** Feeds `pieces` one after the other and returns the HTML of what was finished at each step, and of all of it. */
function stream(pieces: readonly string[]): { readonly steps: readonly string[]; readonly html: string } {
  const document = new GrowingDocument();
  const texts = pieces.map((_, index) => pieces.slice(0, index + 1).join(""));
  const growths = [...texts.map((text) => document.update(text, true)), document.update(pieces.join(""), false)];
  const steps = growths.map(({ finished }) => toHtml(finished));
  return { steps, html: steps.join("") };
}

const line = fc.constantFrom(
  ...["", "", "  ", "\t", "text", "**bold", "bold** `code`", "`", "===", "---", "***", "# title", "> quote", ">", "<b>"]
    .concat(["*", "* item", "- item", "  - inner", "    indented", "  code", "1. one", "2) two", "let a = 1;"])
    .concat(["```", "```ts", "  ```", "````markdown", "````", "~~~", "- ```js", "> ```"])
    .concat(["$$", "$$ x", "y $$", "$a$ and $5", "\\[", "\\]", "\\(z\\)", "```math"])
    .concat(["| a | b |", "|---|---|", "| 1 | 2 |", "[link](http://a.example)"]),
);

describe("a growing document", () => {
  it("finishes the same blocks in pieces as at once", () => {
    const document = fc
      .array(line, { maxLength: 14 })
      .map((lines) => lines.join("\n"))
      .chain((text) => fc.tuple(fc.constant(text), fc.array(fc.nat({ max: text.length }), { maxLength: 10 })));
    fc.assert(
      fc.property(document, ([text, cuts]) => {
        const ends = [...cuts, text.length].toSorted((a, b) => a - b);
        const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
        assert.equal(stream(pieces).html, parser.render(text));
      }),
      propertyRuns(600),
    );
  });

  it("shows the same in pieces as at once, at every step", () => {
    const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 40 }), { maxLength: 10 }), (whole, cuts) => {
        const document = new GrowingDocument();
        let finished = "";
        for (const end of cuts.toSorted((a, b) => a - b)) {
          const growth = document.update(whole.slice(0, end), true);
          const atOnce = new GrowingDocument().update(whole.slice(0, end), true);
          finished += toHtml(growth.finished);
          assert.equal(finished + toHtml(growth.growing), toHtml([...atOnce.finished, ...atOnce.growing]));
        }
      }),
      propertyRuns(600),
    );
  });

  it("finishes a block when the next one begins", () => {
    const { steps } = stream(["One para", "graph.\n", "\nAnother", " one.\n"]);
    assert.deepEqual(steps, ["", "", "", "<p>One paragraph.</p>\n", "<p>Another one.</p>\n"]);
  });

  it("does not take a bold word after a list item for a new list", () => {
    assert.equal(stream(["- a\n*", "*b**\n"]).html, parser.render("- a\n**b**\n"));
  });

  it("shows an unfinished bold word as bold, and as written when nothing follows", () => {
    const document = new GrowingDocument();
    assert.equal(toHtml(document.update("a **bold", true).growing), "<p>a <strong>bold</strong></p>\n");
    assert.equal(toHtml(document.update("a **bold", false).finished), "<p>a **bold</p>\n");
  });

  it("shows the text of an unfinished link", () => {
    const { growing } = new GrowingDocument().update("see [the docs](https://exa", true);
    assert.equal(toHtml(growing), "<p>see the docs</p>\n");
  });

  it("repairs nothing in an open code block", () => {
    const { growing } = new GrowingDocument().update("```c\nint **p;\nchar *q", true);
    assert.equal(growing[0]?.content, "int **p;\nchar *q");
  });

  it("counts the fenced blocks before what is new", () => {
    const document = new GrowingDocument();
    const text = "- ```\n  a\n  ```\n\n```\nb\n```\n\ntext\n";
    document.update(text, true);
    assert.equal(document.update(`${text}\n\`\`\`\nc\n\`\`\`\n`, false).firstFence, 2);
  });

  it("starts over when the text is another one, and when a finished one grows again", () => {
    const document = new GrowingDocument();
    assert.equal(document.update("One.", false).restarted, false);
    assert.equal(document.update("Two.", false).restarted, true);
    assert.equal(document.update("Two. And more", true).restarted, true);
    assert.equal(document.update("Two. And more.", true).restarted, false);
  });

  it("keeps link definitions of finished blocks", () => {
    const { html } = stream(["[docs]: https://a.example\n\ntext\n\n", "see [docs]\n\n", "more"]);
    assert.match(html, /<a href="https:\/\/a\.example">docs<\/a>/);
  });

  it("reads line breaks of every kind", () => {
    assert.equal(stream(["a\r", "\n\r\nb\r\n"]).html, "<p>a</p>\n<p>b</p>\n");
  });

  it("holds back a line that may become a fence", () => {
    const document = new GrowingDocument();
    assert.deepEqual(document.update("``", true).growing, []);
    assert.deepEqual(document.update("```type", true).growing, []);
    assert.equal(document.update("```typescript\nlet a;\n``", true).growing[0]?.content, "let a;\n");
  });
});

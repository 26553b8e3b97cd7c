import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Seam } from "../../../../src/core/chat/seam.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

/** What is shown of a continuation that comes in these pieces. */
function join(partial: string, ...pieces: readonly string[]): string {
  const seam = new Seam(partial);
  return pieces.map((piece) => seam.push(piece)).join("") + seam.end();
}

const stitched = (partial: string, ...pieces: readonly string[]): string => partial + join(partial, ...pieces);

const letters = (text: string): readonly string[] => text.split("");

describe("a seam", () => {
  describe("joins", () => {
    it("in the middle of a word", () => assert.equal(stitched("The ans", "wer is 42."), "The answer is 42."));
    it("in the middle of a line", () => assert.equal(stitched("const a =", " 1;\n"), "const a = 1;\n"));
    it("between two lines", () => assert.equal(stitched("One.\n", "Two."), "One.\nTwo."));
    it("in the middle of a number", () => assert.equal(stitched("port 80", "80, not 8081"), "port 8080, not 8081"));
    it("with nothing before it", () => assert.equal(stitched("", "All of it."), "All of it."));
    it("with nothing after it", () => assert.equal(stitched("All of it."), "All of it."));
  });

  describe("leaves out what is said again:", () => {
    const partial = "Use a map:\n\n```ts\nconst seen = new Map();\nfor (const item of items) {\n  if (seen.ha";
    const rest = "s(item)) continue;\n}\n```\n";
    for (const [what, again] of [
      ["the last line", "  if (seen.ha"],
      ["the last line without its indentation", "if (seen.ha"],
      ["the last two lines", "for (const item of items) {\n  if (seen.ha"],
      ["the code block", "```ts\nconst seen = new Map();\nfor (const item of items) {\n  if (seen.ha"],
      ["everything", partial],
      ["some characters", "tem of items) {\n  if (seen.ha"],
      ["nothing", ""],
    ] as const) {
      it(what, () => assert.equal(stitched(partial, again + rest), partial + rest));
      it(`${what}, letter by letter`, () => assert.equal(stitched(partial, ...letters(again + rest)), partial + rest));
    }

    it("the word that was cut", () => assert.equal(stitched("This is a sent", "sentence."), "This is a sentence."));
    it("the name that was cut", () =>
      assert.equal(stitched("```ts\nconst user", "userName = 1;"), "```ts\nconst userName = 1;"));
    it("the last whole line", () =>
      assert.equal(
        stitched("one();\nconst value = read();\n", "const value = read();\nuse(value);\n"),
        "one();\nconst value = read();\nuse(value);\n",
      ));
    it("a line that only closes", () =>
      assert.equal(stitched("  if (a) {\n    b();\n  }", "  }\n}\n"), "  if (a) {\n    b();\n  }\n}\n"));
    it("the last sentence", () =>
      assert.equal(
        stitched("It fails. The reason is the loop", "The reason is the loop, which never ends."),
        "It fails. The reason is the loop, which never ends.",
      ));
    it("something with characters outside the basic plane", () =>
      assert.equal(
        stitched("Größe 🦀 und Löwen 🦁🦁", "🦀 und Löwen 🦁🦁 und mehr"),
        "Größe 🦀 und Löwen 🦁🦁 und mehr",
      ));
  });

  describe("keeps real text that looks alike:", () => {
    for (const [what, partial, rest] of [
      ["closing braces", "    }\n  }\n", "}\n"],
      ["the same closing brace", "}\n", "}\n"],
      ["closing braces of one line", "f(g(h(1)", "))));"],
      ["closing tags of a nesting", "<b><i>x</i>\n</div>\n", "</div>\n</div>\n"],
      ["the ends of a Ruby class", "    1\n  end\n", "end\n"],
      ["empty lines", "a\n", "\n\nb"],
      ["spaces of an indentation", "if a:\n    ", "    b()"],
      ["a doubled digit", "let x = 1", "1;"],
      ["a row of a table that repeats", "0 0 0 1\n0 0 0 1\n", "0 0 0 1\n"],
      ["a line that the answer repeats already", "await tick();\nawait tick();\n", "await tick();\n"],
      ["a long line that the answer repeats already", "push(10, 20, 30);\npush(10, 20, 30);\n", "push(10, 20, 30);\n"],
      ["rows that repeat for long", "0, 0, 0, 1,\n".repeat(5), "0, 0, 0, 1,\n".repeat(5)],
      ["a short line said twice", "i++;\n", "i++;\n"],
      ["a rule of dashes", "a\n---", "---\n"],
      ["a word said twice", "It was a very", " very long day"],
      ["a doubled syllable", "The couscous? No: cous", "cous."],
      ["the end of a word that another begins with", "let ultrahigh", "highscore"],
      ["columns of numbers", "  0", "  0  0\n"],
      ["a tree that is drawn", "  |", "  |--a"],
    ] as const) {
      it(what, () => {
        assert.equal(stitched(partial, rest), partial + rest);
        assert.equal(stitched(partial, ...letters(rest)), partial + rest);
      });
    }
  });

  describe("inside a code block", () => {
    const partial = "Here:\n\n```typescript\nfunction a() {\n  retu";
    const whole = `${partial}rn 1;\n}\n\`\`\`\nDone.`;
    for (const [what, opening] of [
      ["opened again", "```typescript\n"],
      ["opened again under another name", "```ts\n"],
      ["opened again after an empty line", "\n```ts\n"],
      ["opened again without a name", "```\n"],
      ["opened again after a sentence", "Here is the rest:\n\n```typescript\n"],
      ["opened again after two sentences", "Sure. I'll go on where I stopped:\n```typescript\n"],
      ["opened again without a name after a sentence", "Continuing the code:\n\n```\n"],
      ["opened again after a sentence in Chinese", "以下是剩余代码：\n\n```typescript\n"],
      ["opened again with tildes", "~~~typescript\n"],
    ] as const) {
      it(`drops a fence that is ${what}`, () => {
        for (const again of ["", "  retu", "retu", "function a() {\n  retu"]) {
          const rest = `${opening}${again}rn 1;\n}\n\`\`\`\nDone.`;
          assert.equal(stitched(partial, rest), whole);
          assert.equal(stitched(partial, ...letters(rest)), whole);
        }
      });
    }

    it("drops a fence between two lines that a sentence leads to", () => {
      const begun = "```ts\na();\n";
      for (const fence of ["```\n", "```js\n"])
        assert.equal(stitched(begun, `Here is the rest:\n\n${fence}b();\n\`\`\``), `${begun}b();\n\`\`\``);
    });

    it("begins a line when the block is opened again after a finished one", () => {
      const begun = "```ts\na();";
      assert.equal(stitched(begun, "```ts\nb();\n```"), "```ts\na();\nb();\n```");
      assert.equal(stitched("```ts\nif (a) {", "```ts\n  b();\n}\n```"), "```ts\nif (a) {\n  b();\n}\n```");
      assert.equal(stitched(begun, "```ts\n\nb();\n```"), "```ts\na();\nb();\n```");
    });

    it("keeps the fence that closes it", () => {
      for (const rest of ["```\n\nDone.", "```\nDone.", "```", "\n```\nDone."])
        assert.equal(stitched("```ts\na();\n", rest), `\`\`\`ts\na();\n${rest}`);
      assert.equal(stitched("```ts\na();", "\n```\nDone."), "```ts\na();\n```\nDone.");
    });

    it("puts a closing fence on a line of its own", () => {
      assert.equal(stitched("```ts\na();", "```\n\nDone."), "```ts\na();\n```\n\nDone.");
      assert.equal(stitched("```ts\na();", "```"), "```ts\na();\n```");
    });

    it("finishes a fence whose first marks ended the answer", () => {
      assert.equal(stitched("```ts\na();\n``", "`\nDone."), "```ts\na();\n```\nDone.");
      assert.equal(stitched("```ts\na();\n``", "```\nDone."), "```ts\na();\n```\nDone.");
      assert.equal(stitched("Look:\n\n```", "ts\na();"), "Look:\n\n```ts\na();");
      assert.equal(stitched("Look:\n\n```", "```ts\na();"), "Look:\n\n```ts\na();");
      assert.equal(stitched("Look:\n\n```ts", "```ts\na();"), "Look:\n\n```ts\na();");
      assert.equal(stitched("Look:\n\n```type", "```typescript\na();"), "Look:\n\n```typescript\na();");
      assert.equal(stitched("Look:\n\n`", "``ts\na();"), "Look:\n\n```ts\na();");
    });

    it("keeps a fence in another language, which is part of the code", () => {
      const code = '```python\nPROMPT = """\n';
      assert.equal(stitched(code, "```json\n{}\n"), `${code}\`\`\`json\n{}\n`);
    });

    it("keeps what a block of Markdown says, sentences and fences alike", () => {
      const readme = "```markdown\n# Title\n\n";
      for (const rest of ["Install it:\n\n```sh\nnpm i\n```\n", "```sh\nnpm i\n```\n"])
        assert.equal(stitched(readme, rest), readme + rest);
      assert.equal(stitched(readme, "```markdown\nInstall it:\n"), `${readme}Install it:\n`);
    });

    it("keeps a sentence that is not followed by a fence", () => {
      const text = "```text\nIt begins.\n";
      assert.equal(stitched(text, "Here is the rest:\n\n- one"), `${text}Here is the rest:\n\n- one`);
    });
  });

  it("leaves a fence after the code block alone", () => {
    assert.equal(stitched("```ts\na();\n```\n\n", "```ts\nb();\n```"), "```ts\na();\n```\n\n```ts\nb();\n```");
  });

  it("holds back no more than what may be a repetition", () => {
    const seam = new Seam("const a = 1;\nconst b");
    assert.equal(seam.push("const"), "");
    assert.equal(seam.push(" c"), "const c");
    assert.equal(seam.push("onst"), "onst");
    assert.equal(seam.end(), "");
  });

  it("shows a code line at once", () => {
    const seam = new Seam("```ts\nconst list = ");
    assert.equal(seam.push("["), "[");
  });

  it("gets through a long answer that is all the same", () => {
    const long = "a ".repeat(100_000);
    // Comparing each place with each other one would take minutes.
    assert.equal(join(long, long) === long, true);
  });
});

describe("an answer that is cut anywhere and continued", () => {
  /** Lines that repeat as they do in code, and lines of which each is there once. */
  const line = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom("}", "  }", "});", "", "    end", "  i++;", "</div>", "0, 0,") },
    { weight: 3, arbitrary: fc.constantFrom("unique", "  unique", "\tunique") },
  );
  const block = fc.record({
    language: fc.constantFrom("ts", "python", ""),
    lines: fc.array(line, { minLength: 1, maxLength: 8 }),
    fenced: fc.boolean(),
  });
  const text = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => {
    let unique = 0;
    const named = (pattern: string): string =>
      pattern.replace("unique", () => `const value${++unique} = call${unique}Of("${unique}é🦀");`);
    return blocks
      .map(({ language, lines, fenced }) => {
        const body = lines.map(named).join("\n");
        return fenced ? `Look at number ${++unique}:\n\n\`\`\`${language}\n${body}\n\`\`\`\n` : `${body}\n`;
      })
      .join("\n");
  });
  const cut = fc.tuple(text, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

  function inPieces(whole: string, lengths: readonly number[]): readonly string[] {
    const pieces: string[] = [];
    for (let at = 0, turn = 0; at < whole.length; turn++) {
      const length = lengths[turn % lengths.length] ?? 1;
      pieces.push(whole.slice(at, at + length));
      at += length;
    }
    return pieces;
  }

  const place = (share: number, length: number): number => Math.round(share * length);
  /** Such a text is there once, so that who says it again repeats. */
  const isCertain = (repeated: string): boolean => /value\d+ = call\d+Of/.test(repeated);

  it("is the original when the model goes on exactly there", () => {
    fc.assert(
      fc.property(cut, sizes, ([original, share], lengths) => {
        const at = place(share, original.length);
        assert.equal(stitched(original.slice(0, at), ...inPieces(original.slice(at), lengths)), original);
      }),
      { ...propertyRuns(400), verbose: 1 },
    );
  });

  it("is the original when the model repeats any number of characters", () => {
    fc.assert(
      fc.property(cut, sizes, ([original, share, back], lengths) => {
        const at = place(share, original.length);
        const from = place(back, at);
        fc.pre(isCertain(original.slice(from, at)));
        assert.equal(stitched(original.slice(0, at), ...inPieces(original.slice(from), lengths)), original);
      }),
      { ...propertyRuns(400), verbose: 1 },
    );
  });

  it("is the original when the model opens the code block again", () => {
    const sentence = fc.constantFrom("", "Here is the rest:\n\n", "Sure, continuing.\n");
    const language = fc.constantFrom("ts", "python");
    fc.assert(
      fc.property(cut, cut, language, sentence, sizes, ([before], [code, share, back], name, leadIn, lengths) => {
        const opening = `\`\`\`${name}\n`;
        const lines = code.replaceAll("`", "'");
        const at = place(share, lines.length);
        const from = isCertain(lines.slice(place(back, at), at)) ? place(back, at) : at;
        const partial = before + opening + lines.slice(0, at);
        const end = "\n```\nDone.";
        const continuation = leadIn + opening + lines.slice(from) + end;
        assert.equal(stitched(partial, ...inPieces(continuation, lengths)), before + opening + lines + end);
      }),
      { ...propertyRuns(400), verbose: 1 },
    );
  });

  it("loses nothing but the beginning of the continuation, in whatever pieces it comes", () => {
    const anything = fc.string({
      unit: fc.constantFrom("a", "b", "}", "`", "~", "\n", " ", "H", ":", "é"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(anything, anything, sizes, (partial, next, lengths) => {
        const shown = join(partial, next);
        assert.equal(join(partial, ...inPieces(next, lengths)), shown);
        assert.ok(next.endsWith(shown) || next.endsWith(shown.slice(1)));
      }),
      { ...propertyRuns(1_000), verbose: 1 },
    );
  });
});

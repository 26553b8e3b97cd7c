import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  describeReplacementRefusal,
  readReplacement,
  readReplacements,
} from "../../../../src/core/edits/replacement.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";

const target = { languageId: "typescript", original: "old();" };
const read = (answer: string, original = target.original) => readReplacement(answer, { ...target, original });
const refusal = (answer: string, original?: string): unknown => {
  const result = read(answer, original);
  return result.type === "refused" ? result.reason : result;
};

describe("the replacement in an answer", () => {
  it("is the only code block, without the prose around it", () => {
    assert.deepEqual(read("Here you are:\n\n```ts\nnew();\n```\n\nIt is better now."), {
      type: "replacement",
      text: "new();",
    });
  });

  it("may be labelled with any language or none", () => {
    assert.deepEqual(read("```\nnew();\n```"), { type: "replacement", text: "new();" });
    assert.deepEqual(read("```javascript\nnew();\n```"), { type: "replacement", text: "new();" });
  });

  it("is the only block in the target's language when there are several", () => {
    assert.deepEqual(read("```sh\nnpm i\n```\n```TS\nnew();\n```\n```json\n{}\n```"), {
      type: "replacement",
      text: "new();",
    });
  });

  it("is refused when several blocks could be it, or none of several", () => {
    assert.deepEqual(refusal("```ts\na\n```\n```tsx\nb\n```\n```sh\nc\n```"), { code: "several-blocks", count: 3 });
    assert.deepEqual(refusal("```py\na\n```\n```sh\nb\n```"), { code: "several-blocks", count: 2 });
  });

  it("is never prose", () => {
    assert.deepEqual(refusal("old() should be called new()."), { code: "no-code" });
    assert.deepEqual(refusal(""), { code: "no-code" });
  });

  it("may lack its closing fence when it is the only block", () => {
    assert.deepEqual(read("```ts\nnew();"), { type: "replacement", text: "new();" });
    assert.deepEqual(refusal("```sh\nnpm i\n```\n```ts\nnew();"), { code: "several-blocks", count: 2 });
  });

  it("is refused when it is empty", () => {
    assert.deepEqual(refusal("```ts\n```"), { code: "empty" });
    assert.deepEqual(refusal("```ts\n  \n\n```"), { code: "empty" });
  });

  it("is refused when it leaves code out, naming the line", () => {
    assert.deepEqual(refusal("```ts\na();\n  // ... existing code ...\nb();\n```"), {
      code: "elided",
      line: "// ... existing code ...",
    });
  });

  it("may repeat such a comment when the original has that very line", () => {
    const code = "a();\n// ... existing code ...";
    assert.deepEqual(read(`\`\`\`ts\n${code}\n\`\`\``, `x();\n  // ... existing code ...\n`), {
      type: "replacement",
      text: code,
    });
  });

  it("keeps a fence inside the code when the block's own fence is longer", () => {
    assert.deepEqual(read("````ts\nconst md = `\n```js\n`;\n````"), {
      type: "replacement",
      text: "const md = `\n```js\n`;",
    });
  });

  it("says each refusal in a sentence with a next step", () => {
    const sentences = [
      { code: "no-code" } as const,
      { code: "several-blocks", count: 2 } as const,
      { code: "empty" } as const,
      { code: "elided", line: "// ..." } as const,
    ].map((reason) => describeReplacementRefusal(reason, untranslated));
    assert.equal(new Set(sentences).size, 4);
    for (const sentence of sentences) assert.match(sentence, /^The answer.*\. \w.*\.$/);
    assert.match(sentences[3] ?? "", /\/\/ \.\.\./);
  });
});

describe("the replacements in an answer for several pieces", () => {
  const targets = ["a();", "b();"].map((original) => ({ languageId: "typescript", original }));
  const block = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

  it("are its code blocks, in their order, whatever is said between them", () => {
    const answer = `Piece 1:\n\n${block("one();")}\n\nPiece 2:\n\n${block("two();")}\nDone.`;
    assert.deepEqual(readReplacements(answer, targets), { type: "replacements", texts: ["one();", "two();"] });
  });

  it("are refused when there are more or fewer of them than pieces", () => {
    for (const codes of [["one();"], ["one();", "two();", "three();"]]) {
      const answer = codes.map(block).join("\n");
      const reason = { code: "other-count", count: codes.length, wanted: 2 } as const;
      assert.deepEqual(readReplacements(answer, targets), { type: "refused", reason });
      assert.match(describeReplacementRefusal(reason, untranslated), /code blocks for 2 selections/);
    }
    assert.deepEqual(readReplacements("No.", targets), { type: "refused", reason: { code: "no-code" } });
  });

  it("are all refused when one of them is empty or leaves code out", () => {
    const empty = readReplacements(`${block("one();")}\n${block("")}`, targets);
    assert.deepEqual(empty, { type: "refused", reason: { code: "empty" } });
    const elided = readReplacements(`${block("// ... existing code ...")}\n${block("two();")}`, targets);
    assert.equal(elided.type === "refused" && elided.reason.code, "elided");
  });

  it("are that of the only piece when there is one", () => {
    const answer = `${block("new();")}\n\`\`\`sh\nnpm i\n\`\`\``;
    assert.deepEqual(readReplacements(answer, targets.slice(0, 1)), { type: "replacements", texts: ["new();"] });
  });
});

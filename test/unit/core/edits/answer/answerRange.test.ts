import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answerRange } from "../../../../../src/core/edits/answer/answerRange.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: { parserFor: async () => undefined }, t: untranslated };
const text = "function f() {\n    const a = one() + two();\n    return a;\n}\n";

async function applied(from: string, answer: string, to = from): Promise<string> {
  const range = { start: text.indexOf(from), end: text.indexOf(from) + to.length };
  const outcome = await answerRange({ path: "a.ts", languageId: "typescript", text, answer }, range, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}

const block = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

describe("an answer about some characters of a file", () => {
  it("replaces exactly these", async () => {
    assert.equal(await applied("one()", block("1")), text.replace("one()", "1"));
    assert.equal(await applied("one()", block("one()")), "unchanged");
  });

  it("replaces whole lines in their indentation", async () => {
    const wanted = text.replace("const a = one() + two();", "const a = 3;");
    assert.equal(await applied("const a = one() + two();", block("const a = 3;")), wanted);
    assert.equal(await applied("    const a = one() + two();\n", block("const a = 3;")), wanted);
  });

  it("is inserted where the cursor is", async () => {
    const at = { start: text.indexOf("return"), end: text.indexOf("return") };
    const outcome = await answerRange(
      { path: "a.ts", languageId: "typescript", text, answer: block("check(a);") },
      at,
      parts,
    );
    assert.deepEqual(outcome, { outcome: "edited", text: text.replace("return", "check(a);\n    return") });
  });

  it("may be an edit of the file instead", async () => {
    const diff = "```diff\n@@\n-    return a;\n+    return -a;\n```";
    assert.equal(await applied("one()", diff), text.replace("return a", "return -a"));
  });

  it("never brings a comment for left-out code", async () => {
    assert.equal(await applied("one()", block("three(); // ... rest of the code")), "refused");
  });
});

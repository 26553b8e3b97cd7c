import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { answerFile } from "../../../../../src/core/edits/answer/answerFile.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: { parserFor: async () => undefined }, t: untranslated };

/** What becomes of `text` when an answer about the lines `from` to `to` (from 0, exclusive) has `code`. */
async function after(text: string, [startLine, endLine]: readonly [number, number], code: string): Promise<string> {
  const answer = `\`\`\`\n${code}\n\`\`\``;
  const selection = { startLine, endLine };
  const outcome = await answerFile({ path: "A.java", languageId: "java", text, answer, selection }, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}

describe("the ends of a selection's answer", () => {
  const text = [
    "class A {",
    "    /**",
    "     * Starts.",
    "     */",
    "    void start() {",
    "        one();",
    "        two();",
    "        three();",
    "    }",
    "",
    "    /**",
    "     * Stops.",
    "     */",
    "    void stop() {",
    "        four();",
    "    }",
    "}",
    "",
  ].join("\n");

  it("write no bracket or comment mark a second time that stands next to the selection", async () => {
    const changed = text.replace("two", "other");
    const body = "        one();\n        other();\n        three();";
    assert.equal(await after(text, [5, 8], `${body}\n    }`), changed);
    assert.equal(await after(text, [4, 9], `    void start() {\n${body}\n    }\n\n    /**`), changed);
    assert.equal(await after(text, [4, 9], `     */\n    void start() {\n${body}\n    }`), changed);
  });

  it("are refused where the answer begins within the selection and goes on below it", async () => {
    const code = "        two();\n        other();\n    }\n\n    /**\n     * Stops.";
    assert.equal(await after(text, [4, 8], code), "refused");
  });

  it("take no annotation away", async () => {
    const own = text.replace("    void start", "    @Override\n    void start");
    const code = "    void start() {\n        one();\n        other();\n        three();\n    }";
    assert.equal(await after(own, [4, 10], code), "refused");
  });

  it("take no bracket away whose other end stays", async () => {
    const code = "        one();\n        other();\n        three();\n    }";
    assert.equal(await after(text, [4, 9], code), text.replace("two", "other"));
  });
});

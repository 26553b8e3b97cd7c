import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fitToBudget, requestBudget } from "../../../../src/core/context/budget.ts";
import type { Turn } from "../../../../src/shared/chat/state.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { selection } from "../../../support/attachments.ts";
import { question } from "../../../support/chatWorld.ts";

function turn(text: string): Turn {
  return { id: text, question: question(text), answer: { text: "ok", state: { type: "complete" } } };
}

describe("a request that is too long", () => {
  it("is left alone when it fits", () => {
    const asked = question("?", { attachments: [selection("abc")] });
    assert.deepEqual(fitToBudget(asked, [turn("first")], 1_000, untranslated), {
      question: asked,
      history: [turn("first")],
      omissions: [],
    });
  });

  it("loses the oldest questions first, and says how many", () => {
    const fitted = fitToBudget(question("?"), [turn("11111"), turn("22222"), turn("33333")], 16, untranslated);
    assert.deepEqual(
      fitted.history.map(({ id }) => id),
      ["22222", "33333"],
    );
    assert.deepEqual(fitted.omissions, ["The first question of this chat was left out: it did not fit."]);
  });

  it("loses the lines around a selection before any line of it", () => {
    const around = selection("0123456789", { surroundings: { before: "bbbbb", after: "aaaaa" } });
    const fitted = fitToBudget(question("", { attachments: [around] }), [], 12, untranslated);
    assert.equal(fitted.question.attachments[0]?.text, "0123456789");
    assert.equal(fitted.question.attachments[0]?.surroundings, undefined);
    assert.deepEqual(fitted.omissions, []);
  });

  it("cuts an attachment between two lines and says which lines were left out", () => {
    const long = selection("line 3\nline 4\nline 5\n", { label: "long.ts" });
    const fitted = fitToBudget(question("", { attachments: [long] }), [], 15, untranslated);
    assert.equal(fitted.question.attachments[0]?.text, "line 3\nline 4\n");
    assert.deepEqual(fitted.omissions, ["long.ts: lines 5 to 5 were left out because they did not fit."]);
  });

  it("cuts a single endless line and says how much of it fits", () => {
    const long = selection("x".repeat(100), { label: "min.js" });
    const fitted = fitToBudget(question("", { attachments: [long] }), [], 10, untranslated);
    assert.equal(fitted.question.attachments[0]?.text.length, 10);
    assert.deepEqual(fitted.omissions, ["min.js: only the first 10 of 100 characters fit."]);
  });

  it("is shortened in the middle of the question when that alone is too long, and says so", () => {
    const fitted = fitToBudget(question("x".repeat(300)), [turn("1")], 100, untranslated);
    assert.equal(fitted.question.text.length, 100);
    assert.match(fitted.question.text, /^x+\n\[… 200 characters or more left out …\]\nx+$/);
    assert.deepEqual(fitted.omissions, [
      "The question was shortened: its middle was left out, to 100 of 300 characters.",
      "The first question of this chat was left out: it did not fit.",
    ]);
  });

  it("keeps what is older than a gigantic answer", () => {
    const gigantic = { ...turn("2"), answer: { ...turn("2").answer, text: "x".repeat(1_000) } };
    const fitted = fitToBudget(question("?"), [turn("1"), gigantic, turn("3")], 100, untranslated);
    assert.equal(fitted.history.length, 3);
  });

  it("handles a file of 20,000 lines", () => {
    const file = selection(Array.from({ length: 20_000 }, (_, line) => `const value${line} = ${line};`).join("\n"), {
      kind: "file",
      label: "big.ts",
      range: { start: { line: 0, character: 0 }, end: { line: 19_999, character: 0 } },
    });
    const fitted = fitToBudget(question("", { attachments: [file] }), [], 400_000, untranslated);
    const kept = fitted.question.attachments[0]?.text ?? "";
    assert.ok(kept.length <= 400_000 && kept.length > 399_900);
    const lines = kept.split("\n").length - 1;
    assert.deepEqual(fitted.omissions, [`big.ts: lines ${lines + 1} to 20000 were left out because they did not fit.`]);
  });
});

describe("how much a request may hold", () => {
  const english = question("x".repeat(300));

  it("is about 100,000 tokens where the model's context is not known", () => {
    assert.equal(requestBudget(undefined, undefined, [english]), 400_000);
    assert.equal(requestBudget(undefined, 1_000, [english]), 400_000);
  });

  it("leaves a quarter of a known context to the answer, and counts 3 characters of ASCII as a token", () => {
    assert.equal(requestBudget(8_000, undefined, [english]), 6_000 * 3);
    assert.equal(requestBudget(8_000, undefined, []), 6_000 * 3);
  });

  it("leaves the answer as many tokens as the setting allows it, and never more than half", () => {
    assert.equal(requestBudget(8_000, 1_000, [english]), 7_000 * 3);
    assert.equal(requestBudget(8_000, 8_000, [english]), 4_000 * 3);
  });

  it("counts a character beyond ASCII as a token of its own, wherever it stands", () => {
    const chinese = "\u4f60".repeat(300);
    assert.equal(requestBudget(8_000, undefined, [question(chinese)]), 6_000);
    assert.equal(requestBudget(8_000, undefined, [question("", { attachments: [selection(chinese)] })]), 6_000);
    const answered = { ...turn(""), answer: { text: chinese, state: { type: "complete" } } } as const;
    assert.equal(requestBudget(8_000, undefined, [answered]), 6_000);
    assert.equal(requestBudget(8_000, undefined, [question("x".repeat(300)), answered]), 6_000 * 1.5);
  });

  it("stays below the size from which OpenAI charges twice", () => {
    assert.equal(requestBudget(1_050_000, undefined, [english]), 250_000 * 3);
  });
});

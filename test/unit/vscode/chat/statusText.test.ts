import assert from "node:assert/strict";
import { untranslated as t } from "../../../../src/shared/l10n.ts";
import { toStatusText } from "../../../../src/vscode/chat/statusText.ts";

const setup = { ready: true, endpoint: "api.openai.com", model: "gpt-5.1" };
const failed = { type: "failed", failure: { code: "quota", origin: "https://api.openai.com" } } as const;

describe("the status bar's item", () => {
  it("says where questions go while nothing happens", () => {
    const { icon, sentence } = toStatusText({ type: "idle" }, setup, t);
    assert.equal(icon, "comment-discussion");
    assert.equal(sentence, "Questions go to gpt-5.1 at api.openai.com. Open the chat.");
    assert.equal(
      toStatusText({ type: "idle" }, { ...setup, model: "" }, t).sentence,
      "Questions go to api.openai.com. Open the chat.",
    );
  });

  it("says how many answers are on their way, though the one before failed or the key is gone", () => {
    const one = toStatusText({ type: "answering", count: 1 }, { ...setup, ready: false }, t);
    assert.deepEqual(one, { icon: "loading~spin", sentence: "An answer is on its way. Open the chat." });
    assert.equal(
      toStatusText({ type: "answering", count: 3 }, setup, t).sentence,
      "3 answers are on their way. Open the chat.",
    );
  });

  it("says what failed", () => {
    const { icon, sentence } = toStatusText(failed, setup, t);
    assert.equal(icon, "error");
    assert.match(sentence, /^The last question failed\. .+\. Open the chat\.$/);
  });

  it("says that there is no key, before what failed for the want of it", () => {
    const { icon, sentence } = toStatusText(failed, { ...setup, ready: false }, t);
    assert.equal(icon, "key");
    assert.equal(sentence, "There is no API key for api.openai.com yet. Open the chat to set one.");
  });
});

import assert from "node:assert/strict";
import type { Answer } from "../../../../src/shared/chat/state.ts";
import { untranslated as t } from "../../../../src/shared/l10n.ts";
import { toEndState } from "../../../../src/webview/components/endState.ts";
import { isShell } from "../../../../src/webview/components/shellLanguages.ts";
import { toUsageText } from "../../../../src/webview/components/usageText.ts";
import { toWaitingSentence } from "../../../../src/webview/components/waitingSentence.ts";

const answer = (state: Answer["state"], text = "So far"): Answer => ({ text, state, model: "gpt-5.1" });

describe("the end of an answer", () => {
  it("says how it ended and what comes next", () => {
    assert.deepEqual(toEndState(answer({ type: "stopped" }), t), { text: "Stopped", actions: ["continue", "retry"] });
    assert.deepEqual(toEndState(answer({ type: "length" }), t), {
      text: "Cut off at the length limit",
      actions: ["continue"],
    });
    assert.deepEqual(toEndState(answer({ type: "stopped" }, ""), t), { text: "Stopped", actions: ["retry"] });
    assert.deepEqual(toEndState(answer({ type: "interrupted" }, ""), t), { text: "Incomplete", actions: ["retry"] });
  });

  it("says that the whole limit went into reasoning when there is no text, and which setting is meant", () => {
    assert.deepEqual(toEndState(answer({ type: "length" }, ""), t), {
      text: "Cut off at the length limit",
      advice:
        "The whole limit went into reasoning, before the first word. " +
        "Raise askChatGPT.maxOutputTokens or set askChatGPT.reasoningEffort lower, then try again.",
      actions: ["open-settings", "retry"],
    });
  });

  it("calls a failure incomplete when something had arrived or was cut off", () => {
    const cutOff: Answer["state"] = { type: "failed", failure: { code: "cut-off" } };
    assert.deepEqual(toEndState(answer(cutOff), t), { text: "Incomplete", actions: ["continue"] });
    assert.deepEqual(toEndState(answer(cutOff, ""), t), { text: "Incomplete", actions: [] });
    assert.equal(
      toEndState(answer({ type: "failed", failure: { code: "quota", origin: "https://api.openai.com" } }, ""), t),
      undefined,
    );
  });

  it("says nothing of an answer that runs or is complete", () => {
    for (const type of ["waiting", "streaming", "complete"] as const)
      assert.equal(toEndState(answer({ type }), t), undefined);
  });
});

describe("a waiting answer", () => {
  const { model: _, ...unasked } = answer({ type: "waiting" });

  it("says what it waits for", () => {
    assert.equal(toWaitingSentence(unasked, undefined, 0, t), "Preparing the question…");
    assert.equal(toWaitingSentence(answer({ type: "waiting" }), undefined, 0, t), "Waiting for gpt-5.1…");
    assert.equal(toWaitingSentence(answer({ type: "waiting" }), { type: "slow" }, 0, t), "Still waiting for gpt-5.1…");
  });

  it("counts down to a retry", () => {
    const note = { type: "retrying", attempt: 2, delayMs: 5_000, failure: { code: "rate-limited" } } as const;
    const what = "Too many requests for this key at the moment.";
    assert.equal(toWaitingSentence(unasked, note, 1_500, t), `${what} Trying again in 4 s (attempt 2).`);
    assert.equal(toWaitingSentence(unasked, note, 6_000, t), `${what} Trying again (attempt 2).`);
  });
});

describe("usage", () => {
  const text = "So far";

  it("names what the API counted, and only that", () => {
    const usage = { input: 1204, output: 0 };
    assert.equal(toUsageText({ text, usage }, "en", t), "1,204 tokens in · 0 tokens out");
    assert.equal(toUsageText({ text, usage: {} }, "en", t), "");
  });

  it("never presents an estimate as a count", () => {
    const usage = { input: 1204, output: 35, estimated: true } as const;
    assert.equal(toUsageText({ text, usage }, "en", t), "about 1,239 tokens, estimated");
  });

  it("is unknown when nothing was counted, and nothing when there is no answer", () => {
    assert.equal(toUsageText({ text }, "en", t), "tokens unknown");
    assert.equal(toUsageText({ text: "" }, "en", t), "");
  });
});

describe("a shell language", () => {
  it("is one that a terminal understands", () => {
    assert.ok(["bash", "sh", "PowerShell", "zsh"].every(isShell));
    assert.ok(!["console", "ts", ""].some(isShell));
  });
});

import assert from "node:assert/strict";
import type { Answer, AnswerState } from "../../src/shared/chat/state.ts";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

describe("an answer", () => {
  const open = usePanels();
  const openAnswer = (answer: Partial<Answer>): Promise<PanelPage> =>
    open({ state: { conversation: conversation(turn("1", "Why?", answer)) } });

  for (const [state, text, buttons] of [
    [{ type: "stopped" }, "Stopped", ["Continue", "Retry"]],
    [{ type: "length" }, "Cut off at the length limit", ["Continue"]],
    [{ type: "interrupted" }, "Incomplete", ["Continue", "Retry"]],
    [{ type: "failed", failure: { code: "cut-off" } }, "Incomplete", ["Continue", "Retry"]],
  ] satisfies readonly (readonly [AnswerState, string, readonly string[]])[]) {
    it(`says "${text}" when it ended as ${state.type}, with its next step`, async () => {
      const { host, answers, button } = await openAnswer({ text: "So far", state });
      await answers.getByText(text, { exact: true }).waitFor();
      await answers.getByText("So far").waitFor();
      for (const name of buttons) await button(name).click();
      assert.deepEqual(
        host.paramsOf("act"),
        buttons.map((name) => ({ action: name.toLowerCase(), turnId: "1" })),
      );
    });
  }

  it("tells a failure as an alert: what, what to do, actions, request id", async () => {
    const { page, host, button } = await openAnswer({
      state: { type: "failed", failure: { code: "quota", requestId: "req_1" } },
    });
    const lines = (await page.getByRole("alert").innerText()).split("\n").filter((line) => line.trim() !== "");
    assert.deepEqual(lines, [
      "This API account is out of credit.",
      "API credit is separate from a ChatGPT subscription. Add credit, then try again.",
      "Open billing",
      "Retry",
      "Request id: req_1",
    ]);
    await button("Open billing").click();
    assert.deepEqual(host.paramsOf("act"), [{ action: "open-billing", turnId: "1" }]);
    assert.equal(await button("Copy answer").count(), 0);
  });

  it("says what it waits for, and counts down to a retry", async () => {
    const { model: _, ...unasked } = turn("1", "Why?", { state: { type: "waiting" } }).answer;
    const { page, host, answers } = await open();
    await page.clock.install();
    await host.show({
      ...host.state,
      conversation: { ...conversation(), turns: [{ ...turn("1", "Why?", {}), answer: unasked }] },
    });
    await answers.getByText("Preparing the question…").waitFor();
    await host.emit({ type: "request-prepared", turnId: "1", model: "gpt-5.1", omissions: ["a.ts did not fit."] });
    await answers.getByText("Waiting for gpt-5.1…").waitFor();
    await answers.getByRole("list", { name: "Left out" }).getByText("a.ts did not fit.").waitFor();
    await host.emit({
      type: "answer-state",
      turnId: "1",
      state: {
        type: "waiting",
        note: { type: "retrying", attempt: 1, delayMs: 5_000, failure: { code: "rate-limited" } },
      },
    });
    await answers.getByText("Too many requests for this key at the moment. Trying again in 5 s (attempt 1).").waitFor();
    await page.clock.runFor(2_000);
    await answers.getByText("Trying again in 3 s").waitFor();
    await host.emit({ type: "answer-delta", turnId: "1", text: "Because." });
    await answers.getByText("Because.").waitFor();
    assert.equal(await answers.getByText("Trying again").count(), 0);
  });

  it("copies its source and can be asked for again", async () => {
    const text = "**Because** `x`\n\n```ts\na\n```\n";
    const { host, button } = await openAnswer({ text });
    await button("Copy answer").click();
    await button("Regenerate").click();
    assert.deepEqual(host.paramsOf("copy"), [{ text }]);
    assert.deepEqual(host.paramsOf("regenerate"), [{ turnId: "1" }]);
  });

  it("has one usage status, the latest", async () => {
    const usage = { input: 1 };
    const { page } = await open({
      state: { conversation: conversation(turn("1", "Why?", { usage }), turn("2", "How?", { usage: { input: 2 } })) },
    });
    assert.equal(await page.getByRole("status", { name: "Usage" }).textContent(), "2 tokens in");
    assert.equal(await page.getByRole("note", { name: "Usage" }).textContent(), "1 tokens in");
  });

  it("stands below a question with what was attached to it", async () => {
    const { page } = await open({
      state: { conversation: conversation(turn("1", "Why?", {}, [attachment("a", "parser.ts:1-2")])) },
    });
    await page.getByRole("article", { name: "You" }).getByRole("listitem").getByText("parser.ts:1-2").waitFor();
  });
});

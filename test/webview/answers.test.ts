import assert from "node:assert/strict";
import type { Answer, AnswerState } from "../../src/shared/chat/state.ts";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

const told = (state: AnswerState): string =>
  state.type === "failed" ? `${state.type}, ${state.failure.code}` : state.type;

describe("an answer", () => {
  const open = usePanels();
  const openAnswer = (answer: Partial<Answer>): Promise<PanelPage> =>
    open({ state: { conversation: conversation(turn("1", "Why?", answer)) } });

  for (const [state, text, buttons] of [
    [{ type: "stopped" }, "Stopped", ["Continue", "Retry"]],
    [{ type: "length" }, "Cut off at the length limit", ["Continue"]],
    [{ type: "interrupted" }, "Incomplete", ["Continue", "Retry"]],
    ...[
      { code: "cut-off" } as const,
      { code: "stalled", seconds: 120 } as const,
      { code: "server", detail: "The model had a problem." } as const,
      { code: "oversized-event" } as const,
      { code: "network", kind: "reset", origin: "https://api.openai.com", detail: "ECONNRESET" } as const,
    ].map((failure) => [{ type: "failed", failure }, "Incomplete", ["Continue", "Retry"]] as const),
  ] satisfies readonly (readonly [AnswerState, string, readonly string[]])[]) {
    it(`says "${text}" when it ended as ${told(state)}, with its next step`, async () => {
      const { host, answers, button } = await openAnswer({ text: "So far", state });
      await answers.getByText(text, { exact: true }).waitFor();
      await answers.getByText("So far").waitFor();
      // Continue comes last, because the answer then goes on and no longer has an end.
      const clicked = buttons.toReversed();
      for (const name of clicked) await button(name).click();
      assert.deepEqual(
        host.paramsOf("act"),
        clicked.map((name) => ({ action: name.toLowerCase(), turnId: "1" })),
      );
    });
  }

  it("tells a failure as an alert: what, what to do, actions, request id", async () => {
    const { answers, host, button } = await openAnswer({
      state: { type: "failed", failure: { code: "quota", origin: "https://api.openai.com", requestId: "req_1" } },
    });
    const lines = (await answers.getByRole("alert").innerText()).split("\n").filter((line) => line.trim() !== "");
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

  it("goes on in the same code block when it is continued, and adds the tokens up", async () => {
    const { page, host, answers, button } = await openAnswer({
      text: "Here:\n\n```ts\nconst value = comp",
      state: { type: "length" },
      usage: { input: 10, output: 5 },
    });
    await button("Continue").click();
    await answers.getByText("Waiting for gpt-5.1…").waitFor();
    assert.equal(await answers.getByText("Cut off at the length limit").count(), 0);
    await host.emit(
      { type: "answer-delta", turnId: "1", text: "ute();\n```\n" },
      { type: "answer-end", turnId: "1", state: { type: "complete" }, usage: { input: 20, output: 6 } },
    );
    assert.equal(await answers.count(), 1);
    assert.equal(await page.getByRole("article", { name: "You" }).count(), 1);
    const block = page.getByRole("group", { name: "Code block ts" });
    assert.equal(await block.count(), 1);
    assert.equal(await block.locator("code").textContent(), "const value = compute();");
    assert.equal(await page.getByRole("status", { name: "Usage" }).textContent(), "30 tokens in · 11 tokens out");
    assert.equal(await button("Continue").count(), 0);
  });

  it("says under the text that nothing comes, until something does", async () => {
    const { host, answers } = await openAnswer({ text: "So far", state: { type: "streaming" } });
    await host.emit({ type: "answer-state", turnId: "1", state: { type: "streaming", note: { type: "slow" } } });
    await answers.getByText("Still waiting for gpt-5.1…").waitFor();
    assert.match(await answers.innerText(), /So far\s+Still waiting/);
    await host.emit({ type: "answer-delta", turnId: "1", text: " so good" });
    await answers.getByText("So far so good").waitFor();
    assert.equal(await answers.getByText("Still waiting").count(), 0);
  });

  it("has what the model thought folded above it, and keeps it open while more comes", async () => {
    const { page, host, answers } = await openAnswer({ state: { type: "waiting" } });
    await host.emit({ type: "reasoning-delta", turnId: "1", text: "**Reading** <b>the</b> loop" });
    const reasoning = answers.getByRole("group", { name: "Reasoning" });
    assert.equal(await page.getByText("the</b> loop").isVisible(), false);
    await reasoning.getByText("Reasoning").click();
    await host.emit({ type: "reasoning-delta", turnId: "1", text: ", twice" });
    await reasoning.getByText("**Reading** <b>the</b> loop, twice").waitFor();
    await host.emit({ type: "answer-delta", turnId: "1", text: "Because." });
    assert.match(await answers.innerText(), /loop, twice\s+Because\./);
  });

  it("without text at the length limit says where the limit went and which setting is meant", async () => {
    const { host, answers, button } = await openAnswer({ state: { type: "length" } });
    await answers.getByText("Cut off at the length limit", { exact: true }).waitFor();
    await answers.getByText("The whole limit went into reasoning").waitFor();
    await answers.getByText("Raise askChatGPT.maxOutputTokens").waitFor();
    await button("Open settings").click();
    assert.deepEqual(host.paramsOf("act"), [{ action: "open-settings", turnId: "1" }]);
    assert.equal(await button("Continue").count(), 0);
  });

  it("says that its tokens are estimated when they were not counted", async () => {
    const { page } = await openAnswer({ text: "So", usage: { input: 1_000, output: 200, estimated: true } });
    assert.equal(await page.getByRole("status", { name: "Usage" }).textContent(), "about 1,200 tokens, estimated");
  });

  it("copies its source and can be asked for again", async () => {
    const text = "**Because** `x`\n\n```ts\na\n```\n";
    const { host, button } = await openAnswer({ text });
    await button("Copy answer").click();
    await button("Regenerate with another model").click();
    await button("Regenerate").click();
    assert.deepEqual(host.paramsOf("copy"), [{ text }]);
    assert.deepEqual(host.paramsOf("regenerate"), [
      { turnId: "1", model: "other" },
      { turnId: "1", model: "same" },
    ]);
  });

  it("has one usage status, the latest", async () => {
    const usage = { input: 1 };
    const { page } = await open({
      state: { conversation: conversation(turn("1", "Why?", { usage }), turn("2", "How?", { usage: { input: 2 } })) },
    });
    assert.equal(await page.getByRole("status", { name: "Usage" }).textContent(), "2 tokens in");
    assert.equal(await page.getByRole("note", { name: "Usage" }).textContent(), "1 tokens in");
  });

  it("says its model, when it was asked, how long it took, and its tokens", async () => {
    const asked = turn("1", "Why?", { text: "So.", durationMs: 83_000, usage: { input: 1 } });
    const { answers } = await open({
      width: 500,
      state: { conversation: conversation({ ...asked, askedAt: new Date(2020, 1, 3, 14, 5, 9).getTime() }) },
    });
    assert.equal(
      (await answers.locator(".facts").innerText()).replaceAll(/\s+/g, " ").trim(),
      "gpt-5.1 Feb 3, 2020 1 min 23 sec 1 tokens in",
    );
    assert.match(
      (await answers.locator("time").getAttribute("title")) ?? "",
      /^Asked on Monday, February 3, 2020 at 2:05:09\sPM$/,
    );
  });

  it("stands below a question with what was attached to it", async () => {
    const { page } = await open({
      state: { conversation: conversation(turn("1", "Why?", {}, [attachment("a", "parser.ts:1-2")])) },
    });
    await page.getByRole("article", { name: "You" }).getByRole("listitem").getByText("parser.ts:1-2").waitFor();
  });
});

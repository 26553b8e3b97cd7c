import assert from "node:assert/strict";
import { eventually, usePanels } from "../support/panelPage.ts";

const noKey = { ready: false, endpoint: "api.openai.com", model: "" };

describe("the empty conversation", () => {
  const open = usePanels();

  it("leads to the first answer in three steps where there is no key", async () => {
    const { page, host, button } = await open({ state: { setup: noKey } });
    const steps = page.getByRole("region", { name: "Welcome" }).locator(".step");
    assert.deepEqual(await steps.getByRole("heading").allTextContents(), [
      "Set an API key for api.openai.com",
      "Choose a question, or write your own",
      "Press Enter",
    ]);
    await button("Set API key").click();
    await button("Use another endpoint").click();
    assert.deepEqual(host.paramsOf("act"), [
      { action: "set-key", turnId: "" },
      { action: "set-up", turnId: "" },
    ]);
  });

  it("begins at its top, however low the panel is, and follows the first answer", async () => {
    const { page, host, button, conversation } = await open({ height: 300, state: { setup: noKey } });
    assert.equal(await conversation.evaluate(({ scrollTop }) => scrollTop), 0);
    assert.equal(await button("Jump to latest").count(), 0);
    await page.getByRole("heading", { name: "Ask about your code" }).waitFor();
    await host.emit(
      { type: "turn-started", turnId: "1", at: 0, question: { text: "Why?", task: "ask", attachments: [] } },
      { type: "answer-delta", turnId: "1", text: "Because.\n\n".repeat(40) },
    );
    await eventually(async () => {
      assert.ok(
        await conversation.evaluate(
          (log) => log.scrollTop > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < 2,
        ),
      );
    });
  });

  it("has questions only, once there is a key", async () => {
    const { page, host, button } = await open({ state: { setup: noKey } });
    await host.setSetup({ ...noKey, ready: true });
    assert.equal(await button("Set API key").count(), 0);
    assert.equal(await page.locator(".step").count(), 0);
    assert.equal(await page.locator(".example").count(), 3);
  });

  it("puts an example into the composer, to be edited and sent", async () => {
    const { host, button, message } = await open();
    await button("How do I undo my last commit and keep the changes?").click();
    await message.pressSequentially(" And the last two?");
    await message.press("Enter");
    assert.deepEqual(host.paramsOf("submit"), [
      { text: "How do I undo my last commit and keep the changes? And the last two?" },
    ]);
    assert.deepEqual(host.paramsOf("addOpened"), []);
  });

  it("has examples about what is open, which bring it along", async () => {
    const { page, host, button, message } = await open({ state: { opened: { type: "file", name: "cart.ts" } } });
    await page.getByText("Ask about cart.ts, or anything else:").waitFor();
    await host.setOpened({ type: "selection", name: "cart.ts" });
    await page.getByText("Ask about the code that is selected in cart.ts, or anything else:").waitFor();
    await button("What could go wrong in this code?").click();
    assert.equal(await message.inputValue(), "What could go wrong in this code?");
    assert.equal(host.paramsOf("addOpened").length, 1);
    await host.setOpened({ type: "nothing", name: "" });
    await button("Write a regular expression that matches an ISO date").waitFor();
  });

  it("asks for the request of an answer", async () => {
    const { host, button } = await open({
      state: {
        conversation: {
          id: "c",
          title: "Why?",
          createdAt: 0,
          turns: [
            {
              id: "turn-7",
              question: { text: "Why?", task: "ask", attachments: [] },
              answer: { text: "", state: { type: "failed", failure: { code: "no-first-byte", seconds: 60 } } },
            },
          ],
        },
      },
    });
    await button("Show API call").click();
    assert.deepEqual(host.paramsOf("showApiCall"), [{ turnId: "turn-7", as: "request" }]);
  });
});

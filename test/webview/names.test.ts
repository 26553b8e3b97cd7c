import assert from "node:assert/strict";
import { usePanels } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

// The table "The panel, by accessible role and name" of the public surface.
describe("the panel's roles and names", () => {
  const open = usePanels();

  it("of the composer", async () => {
    const { page, message, button } = await open({ state: { attachments: [attachment("1", "parser.ts:10-24")] } });
    await message.waitFor();
    await button("Send").waitFor();
    await button("Add context").waitFor();
    await button("Model: gpt-5.1").waitFor();
    const item = page.getByRole("list", { name: "Context" }).getByRole("listitem");
    assert.equal(await item.count(), 1);
    await item.getByText("parser.ts:10-24").waitFor();
    await item.getByRole("button", { name: "Remove parser.ts:10-24", exact: true }).waitFor();
  });

  it("of a conversation", async () => {
    const {
      conversation: log,
      button,
      page,
    } = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "Because.", usage: { input: 10, output: 2 } })) },
    });
    const question = log.getByRole("article", { name: "You", exact: true });
    await question.getByText("Why?").waitFor();
    await question.getByRole("button", { name: "Edit message", exact: true }).waitFor();
    await question.getByRole("button", { name: "More actions", exact: true }).waitFor();
    const answer = log.getByRole("article", { name: "ChatGPT", exact: true });
    await answer.getByText("Because.").waitFor();
    await answer.getByRole("button", { name: "Copy answer", exact: true }).waitFor();
    await answer.getByRole("button", { name: "Regenerate", exact: true }).waitFor();
    await answer.getByRole("button", { name: "Show API call", exact: true }).waitFor();
    assert.equal(await answer.getAttribute("aria-busy"), "false");
    assert.equal(await page.getByRole("status", { name: "Usage" }).textContent(), "10 tokens in · 2 tokens out");
    assert.equal(await button("Stop").count(), 0);
  });

  it("of a running answer", async () => {
    const { answers, button } = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "Beca", state: { type: "streaming" } })) },
    });
    await button("Stop").waitFor();
    assert.equal(await button("Send").count(), 0);
    assert.equal(await answers.getAttribute("aria-busy"), "true");
  });

  it("of code blocks", async () => {
    const { page } = await open({
      state: {
        conversation: conversation(turn("1", "Why?", { text: "```ts\na\n```\n\n```sh\nls\n```\n\n```\nx\n```" })),
      },
    });
    const names = ["Copy code", "Insert at cursor", "Apply to file", "Create file"];
    const buttonsOf = async (group: string): Promise<readonly (string | null)[]> => {
      const buttons = page.getByRole("group", { name: group, exact: true }).getByRole("button");
      await buttons.first().waitFor();
      return Promise.all((await buttons.all()).map((found) => found.getAttribute("aria-label")));
    };
    assert.deepEqual(await buttonsOf("Code block ts"), names);
    assert.deepEqual(await buttonsOf("Code block sh"), [...names, "Run in terminal"]);
    assert.deepEqual(await buttonsOf("Code block"), names);
  });

  it("of an empty panel without a key", async () => {
    const { page, host, message, button } = await open({
      state: { setup: { ready: false, endpoint: "api.openai.com", model: "" } },
    });
    await button("Model: automatic").waitFor();
    await button("Set API key").click();
    await button("Use another endpoint").click();
    assert.deepEqual(host.paramsOf("act"), [
      { action: "set-key", turnId: "" },
      { action: "set-up", turnId: "" },
    ]);
    await button("What is the difference between a mutex and a semaphore?").click();
    assert.equal(await message.inputValue(), "What is the difference between a mutex and a semaphore?");
    assert.equal(await message.evaluate((element) => element === document.activeElement), true);
    await host.setSetup({ ready: true, endpoint: "api.openai.com", model: "gpt-5.1" });
    assert.equal(await button("Set API key").count(), 0);
    assert.equal(await page.getByRole("article").count(), 0);
  });

  it("of chats that are being answered elsewhere", async () => {
    const { page, host, button } = await open();
    const others = page.getByRole("navigation", { name: "Other chats that are being answered" });
    assert.equal(await others.count(), 0);
    await host.setElsewhere([{ id: "other", title: "Why?" }]);
    await others.waitFor();
    await button("Why?").click();
    assert.deepEqual(host.paramsOf("openChat"), [{ conversationId: "other" }]);
    await host.setElsewhere([]);
    assert.equal(await others.count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "TEXTAREA");
  });

  it("of a model that is about to be shut down, until another one is chosen", async () => {
    const setup = { ready: true, endpoint: "api.openai.com", model: "gpt-5" };
    const { page, host, button } = await open({
      state: { setup: { ...setup, shutdown: { date: "2026-12-11", isPast: false } } },
    });
    const notice = page.getByRole("note", { name: "Shutdown of the model" });
    await notice.getByText("gpt-5 will be shut down on 2026-12-11.").waitFor();
    await button("Select model").click();
    assert.deepEqual(host.paramsOf("act"), [{ action: "select-model", turnId: "" }]);
    await host.setSetup({ ...setup, shutdown: { date: "2026-12-11", isPast: true } });
    await notice.getByText("gpt-5 was shut down on 2026-12-11.").waitFor();
    await host.setSetup({ ...setup, model: "gpt-6" });
    assert.equal(await notice.count(), 0);
  });
});

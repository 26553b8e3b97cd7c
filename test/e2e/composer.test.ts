import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import type { Locator } from "playwright-core";
import { ask, composerOf, lastBody, lastMessages } from "./asking.ts";
import { waitUntil } from "../host/wait.ts";
import { filesHolding, openWorld, type World } from "./world.ts";

const file = "lib/stats-collector.js";

/** One session of a person, in order; each step goes on where the one before ended. */
describe("what is typed and chosen in the composer, in a real VS Code", function () {
  let world: World;
  this.bail(true);

  before(async () => {
    world = await openWorld({
      needsKey: false,
      settings: {
        "askChatGPT.customPrompts": [{ name: "In one line", prompt: "Sum up:\n{selection}", action: "answer" }],
      },
      scripts: [
        {
          when: /^Where is the guide/,
          answer: "See <https://docs.example.org>, or [docs.example.org](https://elsewhere.example.net/guide).",
        },
        { when: /./, answer: "I see." },
        { when: /./, model: "other-model", answer: "The other one sees." },
      ],
    });
    await world.workbench.showView("Ask ChatGPT");
    await world.workbench.openFile(file);
    await world.workbench.selectLines(46, 50);
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const active = (): Locator => world.panel.locator('[role="option"][aria-selected="true"]');
  const answers = (): Locator => world.panel.locator('article[aria-busy="false"][aria-label="ChatGPT"]');
  const sent = (): string => lastMessages(world.openAi).at(-1)?.content ?? "";

  it("completes a command by keyboard, and runs it on the editor's selection", async () => {
    const { panel } = world;
    await composerOf(panel).pressSequentially("/e");
    await active()
      .filter({ hasText: "/explain" })
      .or(active().filter({ hasText: "/edit" }))
      .waitFor();
    await composerOf(panel).pressSequentially("xpla");
    await active().filter({ hasText: "/explain" }).waitFor();
    await composerOf(panel).press("Enter");
    assert.equal(await composerOf(panel).inputValue(), "/explain ");
    await composerOf(panel).press("Enter");
    await answers().getByText("I see.").waitFor();
    assert.match(sent(), /^Explain [^]*```javascript\n {2}runner\.stats = stats;/);
    assert.equal(await composerOf(panel).inputValue(), "");
  });

  it("brings back by Up what was asked, also what was a command", async () => {
    const { panel } = world;
    await composerOf(panel).press("ArrowUp");
    assert.equal(await composerOf(panel).inputValue(), "/explain");
    await composerOf(panel).press("ArrowDown");
    assert.equal(await composerOf(panel).inputValue(), "");
  });

  it("runs a prompt of one's own", async () => {
    const { panel } = world;
    await composerOf(panel).pressSequentially("/in-o");
    await active().filter({ hasText: "/in-one-line" }).waitFor();
    await composerOf(panel).press("Tab");
    await composerOf(panel).press("Enter");
    await answers().nth(1).getByText("I see.").waitFor();
    assert.match(sent(), /^Sum up:\n[^]*runner\.stats = stats;/);
  });

  it("asks another model in this chat once it is chosen", async () => {
    const { panel, workbench } = world;
    await panel.getByRole("button", { name: "Model: test-model" }).click();
    await workbench.quickInput().opened("Model of this chat");
    await workbench.quickInput().pick("other-model");
    await panel.getByRole("button", { name: "Model: other-model" }).waitFor();
    await ask(panel, "And now?");
    await answers().last().getByText("The other one sees.").waitFor();
    assert.equal(lastBody(world.openAi).model, "other-model");
  });

  /** Resolves when the extension has written a text, which VS Code itself does seconds later. */
  async function kept(text: string): Promise<void> {
    const storage = join(world.server.dataDir, "data/User/globalStorage/askchatgpt.ask-chatgpt");
    await waitUntil(async () => (await filesHolding(storage, text)).length > 0, {
      what: `“${text}” on disk`,
      timeout: 30_000,
    });
  }

  it("shows the request that a turn was, and the same as curl", async () => {
    const { panel, workbench } = world;
    await answers().last().getByRole("button", { name: "Show API call" }).click();
    const { page } = workbench;
    await page.getByRole("tab", { name: "API call.jsonc" }).waitFor();
    await page.locator(".view-line").getByText('"other-model"').waitFor();
    assert.match(await workbench.editorText(), /"content": "And now\?"/);
    await workbench.codeLens("As curl", page.getByRole("tab", { name: "API call.sh" }));
    await page.locator(".view-line").getByText("curl").first().waitFor();
    assert.ok((await workbench.editorText()).includes(`${world.openAi.baseUrl}/chat/completions`));
    await panel.getByRole("article").first().waitFor();
  });

  it("asks before it opens a link, with the host that it really leads to", async () => {
    const { panel, workbench } = world;
    await workbench.runCommand("Ask ChatGPT: New Chat");
    await panel.getByRole("article").first().waitFor({ state: "detached" });
    await ask(panel, "Where is the guide?");
    const dialog = workbench.page.getByRole("dialog");
    await panel.getByRole("link", { name: "https://docs.example.org", exact: true }).click();
    await dialog.getByText("https://docs.example.org").first().waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
    await panel.getByRole("link", { name: "docs.example.org", exact: true }).click();
    await dialog
      .getByText("This link leads to elsewhere.example.net, although its text names another address.")
      .waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "hidden" });
  });

  it("still has what was written and chosen for a new chat when the window is reloaded at once", async () => {
    const { panel, workbench } = world;
    await workbench.runCommand("Ask ChatGPT: New Chat");
    await panel.getByRole("article").first().waitFor({ state: "detached" });
    await composerOf(panel).fill("/model other-model");
    await composerOf(panel).press("Enter");
    await panel.getByRole("button", { name: "Model: other-model" }).waitFor();
    await composerOf(panel).fill("half a question");
    await kept("half a question");
    await workbench.reload();
    await workbench.showView("Ask ChatGPT");
    await panel.getByRole("button", { name: "Model: other-model" }).waitFor();
    await waitUntil(async () => (await composerOf(panel).inputValue()) === "half a question", {
      what: "the draft",
      timeout: 30_000,
    });
  });
});

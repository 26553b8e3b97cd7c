import assert from "node:assert/strict";
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import type { FrameLocator, Locator } from "playwright-core";
import { stepByStep } from "../host/stepByStep.ts";
import { waitUntil } from "../host/wait.ts";
import { openWorld, type World } from "./world.ts";

const tell = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Sentence number ${index + 1} of a story.`).join(" ");
const story = tell(500);

const answerOf = (panel: FrameLocator): Locator => panel.getByRole("article", { name: "ChatGPT" }).last();
const busy = (panel: FrameLocator): Locator => panel.locator('article[aria-busy="true"]');

/** One session of a person, in order; each step goes on where the one before ended. */
describe("several views, in a real VS Code with the packed extension", () => {
  let world: World;
  stepByStep();

  before(async () => {
    world = await openWorld({
      needsKey: false,
      scripts: [
        { when: /^A story/, answer: story, tokensPerSecond: 100 },
        { when: /^An endless story/, answer: tell(5_000), tokensPerSecond: 20 },
        { when: /./, answer: "A short answer." },
      ],
    });
    await world.workbench.showView("Ask ChatGPT");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const tab = (): FrameLocator => world.workbench.editorPanel();
  const title = (): Locator => world.workbench.page.locator(".part.sidebar .composite.title");

  async function ask(panel: FrameLocator, question: string): Promise<void> {
    await panel.getByRole("textbox", { name: "Message" }).fill(question);
    await panel.getByRole("textbox", { name: "Message" }).press("Enter");
  }

  async function openInEditor(): Promise<void> {
    await title()
      .getByRole("button", { name: /More Actions/ })
      .click();
    await world.workbench.page.getByRole("menuitem", { name: "Open Chat in Editor" }).click();
    await tab().getByRole("textbox", { name: "Message" }).waitFor();
  }

  /** Resolves once the answer grows beyond what it is now. */
  async function grows(panel: FrameLocator): Promise<void> {
    const length = async (): Promise<number> => (await answerOf(panel).innerText()).length;
    const start = await length();
    await waitUntil(async () => (await length()) > start + 20, {
      what: "more of an answer",
      timeout: 30_000,
    });
    await busy(panel).waitFor();
  }

  it("opens the chat of the sidebar in an editor tab in mid-stream, and goes on in both", async () => {
    const { panel } = world;
    await ask(panel, "A story");
    await busy(panel).getByText("Sentence number 3 of").waitFor();
    await openInEditor();
    await busy(tab()).getByText("Sentence number 3 of").waitFor();
    await Promise.all([grows(tab()), grows(panel)]);
    await world.workbench.page.getByRole("tab", { name: /^A story/ }).waitFor();
  });

  it("moves the tab to a new window in mid-stream, and loses nothing of the answer", async () => {
    const { workbench, panel } = world;
    const opened = workbench.page.context().waitForEvent("page");
    await workbench.runCommand("View: Move Editor into New Window");
    const other = await opened;
    const moved = workbench.editorPanel(other);
    await busy(moved).getByText("Sentence number 3 of").waitFor();
    await grows(moved);
    await other.screenshot({ path: "out/e2e/views-new-window.png" });
    for (const view of [moved, panel]) {
      await view.locator('article[aria-busy="false"]').getByText("Sentence number 500 of a story.").waitFor();
      assert.equal(await answerOf(view).locator("p").first().innerText(), story);
    }
    await other.close();
  });

  it("begins a new chat in the view whose title has the button", async () => {
    const { panel, workbench } = world;
    await openInEditor();
    await tab().getByRole("textbox", { name: "Message" }).click();
    await title().getByRole("button", { name: "New Chat" }).click();
    await panel.getByRole("article").first().waitFor({ state: "detached" });
    assert.equal(await answerOf(tab()).getByText("Sentence number 500").count(), 1);
    await panel.getByRole("textbox", { name: "Message" }).click();
    await workbench.page.locator(".part.editor .editor-actions").getByRole("button", { name: "New Chat" }).click();
    await tab().getByRole("article").first().waitFor({ state: "detached" });
    await workbench.page.getByRole("tab", { name: "New Chat" }).waitFor();
  });

  it("streams two chats at once, and Escape stops the one that it is pressed in", async () => {
    const { panel } = world;
    await ask(panel, "An endless story in the sidebar");
    await ask(tab(), "An endless story in a tab");
    await Promise.all([grows(panel), grows(tab())]);
    await tab().getByRole("textbox", { name: "Message" }).press("Escape");
    await answerOf(tab()).getByText("Stopped").waitFor();
    await grows(panel);
  });

  it("stops from the title of the sidebar what the sidebar shows", async () => {
    const { panel } = world;
    await ask(tab(), "An endless story in a tab, again");
    await grows(tab());
    await title().getByRole("button", { name: "Stop" }).click();
    await answerOf(panel).getByText("Stopped").waitFor();
    await title().getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
    await grows(tab());
  });

  it("stops from the title of a tab what the tab shows", async () => {
    const { workbench } = world;
    const stop = workbench.page.locator(".part.editor .editor-actions").getByRole("button", { name: "Stop" });
    await tab().getByRole("textbox", { name: "Message" }).click();
    await stop.click();
    await answerOf(tab()).getByText("Stopped").waitFor();
    await stop.waitFor({ state: "detached" });
    await ask(tab(), "An endless story in a tab, now");
    await grows(tab());
  });

  it("stops from the palette what was used last", async () => {
    const { panel, workbench } = world;
    await ask(panel, "An endless story in the sidebar, again");
    await grows(panel);
    await tab().getByRole("textbox", { name: "Message" }).click();
    await workbench.runCommand("Ask ChatGPT: Stop");
    await answerOf(tab()).getByText("Stopped").waitFor();
    await grows(panel);
  });

  it("goes on in the secondary sidebar when the view is moved there in mid-stream", async () => {
    const { panel, workbench } = world;
    const { page } = workbench;
    await page.locator(".activitybar").getByRole("tab", { name: "Ask ChatGPT" }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Move To" }).hover();
    const target = page.getByRole("menuitem", { name: "Secondary Side Bar" });
    const stop = page.locator(".part.auxiliarybar").getByRole("button", { name: "Stop" });
    await target.waitFor();
    // A menu takes no click in its first moment.
    await waitUntil(
      async () => {
        if (await target.isVisible()) await target.click();
        return stop.isVisible();
      },
      { what: "the view in the secondary sidebar", timeout: 30_000, interval: 300 },
    );
    await busy(panel).getByText("Sentence number 3 of").waitFor();
    await grows(panel);
  });

  it("goes on in views whose pages VS Code has loaded again in mid-stream", async () => {
    const { panel, workbench } = world;
    await ask(tab(), "An endless story in a tab, once more");
    await grows(tab());
    await panel.getByRole("textbox", { name: "Message" }).fill("half a question");
    for (const view of [panel, tab()]) await view.locator("body").evaluate((body) => (body.dataset["old"] = ""));
    await workbench.runCommand("Developer: Reload Webviews");
    for (const view of [panel, tab()]) {
      await view.locator("body:not([data-old])").waitFor();
      await busy(view).getByText("Sentence number 3 of").waitFor();
      await grows(view);
    }
    assert.equal(await panel.getByRole("textbox", { name: "Message" }).inputValue(), "half a question");
  });

  it("has every view, its chat and its draft after the window is reloaded", async () => {
    const { panel, workbench } = world;
    await tab().getByRole("textbox", { name: "Message" }).fill("half another question");
    await Promise.all(["half a question", "half another question"].map((draft) => workbench.stored(draft)));
    await workbench.screenshot("out/e2e/views-before-reload.png");
    await workbench.reload();
    await answerOf(tab()).getByText("Sentence number 3 of").waitFor();
    await answerOf(panel).getByText("Sentence number 3 of").waitFor();
    await workbench.screenshot("out/e2e/views-after-reload.png");
    await tab().getByText("An endless story in a tab, once more").waitFor();
    await panel.getByText("An endless story in the sidebar, again").waitFor();
    const drafts = [panel, tab()].map((view) => view.getByRole("textbox", { name: "Message" }).inputValue());
    assert.deepEqual(await Promise.all(drafts), ["half a question", "half another question"]);
    await workbench.page.getByRole("tab", { name: /^An endless story in a tab/ }).waitFor();
  });

  it("says so when a page does not start, and starts it with the window", async () => {
    const { workbench, extensionsDir } = world;
    assert.deepEqual(await workbench.notifications().texts(), []);
    const script = await panelScript(extensionsDir);
    await rename(script, `${script}.gone`);
    await workbench.runCommand("View: Toggle Secondary Side Bar Visibility");
    await workbench.runCommand("View: Toggle Secondary Side Bar Visibility");
    await workbench.notifications().saying("The chat does not start.");
    await workbench.screenshot("out/e2e/views-silent.png");
    await rename(`${script}.gone`, script);
    await workbench.notifications().click("Reload Window", "The chat does not start.");
    await answerOf(world.panel).getByText("Sentence number 3 of").waitFor();
  });
});

/** The script of the installed panel. */
async function panelScript(extensionsDir: string): Promise<string> {
  const names = await readdir(extensionsDir);
  const name = names.find((one) => one.startsWith("askchatgpt.ask-chatgpt"));
  assert.ok(name, "the extension is not installed");
  return join(extensionsDir, name, "dist/panel/main.js");
}

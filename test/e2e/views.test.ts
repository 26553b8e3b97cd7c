import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import type { FrameLocator, Locator } from "playwright-core";
import { waitUntil } from "../host/wait.ts";
import { openWorld, type World } from "./world.ts";

const tell = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Sentence number ${index + 1} of a story.`).join(" ");
const story = tell(500);

const answerOf = (panel: FrameLocator): Locator => panel.getByRole("article", { name: "ChatGPT" }).last();
const busy = (panel: FrameLocator): Locator => panel.locator('article[aria-busy="true"]');

/** One session of a person, in order; each step goes on where the one before ended. */
describe("several views, in a real VS Code with the packed extension", function () {
  let world: World;
  this.bail(true);

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
    const before = (await answerOf(panel).innerText()).length;
    await waitUntil(async () => (await answerOf(panel).innerText()).length > before + 20, {
      what: "more of an answer",
      timeout: 15_000,
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
      assert.equal(await answerOf(view).locator(".markdown, ask-markdown, p").first().innerText(), story);
    }
    await other.close();
  });
});

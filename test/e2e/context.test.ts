import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import type { FrameLocator, Locator } from "playwright-core";
import { waitUntil } from "../host/wait.ts";
import { ask, composerOf, lastMessages } from "./asking.ts";
import { openWorld, type World } from "./world.ts";

const file = "lib/stats-collector.js";

/** One session of a person, in order; each step goes on where the one before ended. */
describe("what goes along with a question, in a real VS Code", function () {
  let world: World;
  this.bail(true);

  before(async () => {
    world = await openWorld({ needsKey: false, scripts: [{ when: /./, answer: "I see." }] });
    await world.workbench.showView("Ask ChatGPT");
    await composerOf(world.panel).waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const chips = (panel: FrameLocator): Locator => panel.getByRole("list", { name: "Context" }).getByRole("listitem");
  const offer = (): Locator => world.panel.getByRole("button", { name: /^Add selection/ });
  const suggestion = (name: string): Locator => world.panel.getByRole("option", { name });
  const sent = (): string => lastMessages(world.openAi).at(-1)?.content ?? "";

  /** Types what names a file, and takes it from the list by keyboard. */
  async function mention(typed: string, name: string): Promise<void> {
    await composerOf(world.panel).pressSequentially(typed);
    await suggestion(name).and(world.panel.locator('[aria-selected="true"]')).waitFor();
    await composerOf(world.panel).press("Enter");
    await chips(world.panel).filter({ hasText: name }).waitFor();
  }

  it("offers the editor's selection with its size, and sends nothing of it unasked", async () => {
    const { workbench, panel } = world;
    await workbench.openFile(file);
    await workbench.selectLines(46, 50);
    await offer()
      .filter({ hasText: /stats-collector\.js:46-50\s*~\d+ tokens/ })
      .waitFor();
    await ask(panel, "What time is it?");
    assert.equal(sent(), "What time is it?");
    await offer().waitFor();
  });

  it("sends the selection once it is taken", async () => {
    const { panel } = world;
    await offer().click();
    await chips(panel).getByText("stats-collector.js:46-50").waitFor();
    await offer().waitFor({ state: "detached" });
    await ask(panel, "What does this do?");
    assert.match(sent(), /stats-collector\.js, lines 46 to 50:\n\n```javascript\n {2}runner\.stats = stats;/);
    await panel.getByRole("article", { name: "You" }).last().getByText("stats-collector.js:46-50").waitFor();
    assert.equal(await chips(panel).count(), 0);
  });

  it("completes a file after @, and attaches it with its size", async () => {
    const { panel } = world;
    await composerOf(panel).pressSequentially("Compare ");
    await mention("@hook.j", "hook.js");
    assert.equal(await composerOf(panel).inputValue(), "Compare @hook.js ");
    await chips(panel)
      .filter({ hasText: /hook\.js\s*~\d+ tokens/ })
      .waitFor();
    await mention("with @pendin", "pending.js");
    assert.equal(await chips(panel).count(), 2);
  });

  it("takes a file out again, and sends the others", async () => {
    const { panel, workbench } = world;
    await panel.getByRole("button", { name: "Remove pending.js" }).click();
    await chips(panel).filter({ hasText: "pending.js" }).waitFor({ state: "detached" });
    await composerOf(panel).press("Enter");
    await panel.locator('article[aria-busy="false"]').nth(2).waitFor();
    assert.ok(sent().includes(await workbench.fileText("lib/hook.js")));
    assert.ok(!sent().includes(await workbench.fileText("lib/pending.js")));
    assert.match(sent(), /^Compare @hook\.js with @pending\.js\n/);
  });

  it("attaches a file that is dragged from the explorer with Shift held", async () => {
    const { workbench } = world;
    const { page } = workbench;
    await workbench.runCommand("Ask ChatGPT: Open Chat in Editor");
    const tab = workbench.editorPanel();
    await composerOf(tab).waitFor();
    await workbench.showView("Explorer");
    await page.locator(".explorer-folders-view").getByRole("treeitem", { name: "package.json" }).hover();
    const target = await page.locator("iframe.webview.ready").filter({ visible: true }).boundingBox();
    assert.ok(target);
    const [x, y] = [target.x + target.width / 2, target.y + target.height / 2];
    await page.mouse.down();
    await page.keyboard.down("Shift");
    // The page hears of the drag while it moves.
    let moves = 0;
    await waitUntil(
      async () => {
        await page.mouse.move(x + (++moves % 9), y);
        return tab.getByText("Drop to add it to the question.").isVisible();
      },
      { what: "the hint to drop", timeout: 30_000 },
    );
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await chips(tab).filter({ hasText: "package.json" }).waitFor();
  });

  it("still has what waits in a composer after the window is reloaded", async () => {
    const { workbench } = world;
    await composerOf(workbench.editorPanel()).fill("half a question");
    // What VS Code itself has to write is that there is this tab.
    await workbench.stored("half a question");
    await workbench.reload();
    const tab = workbench.editorPanel();
    await chips(tab).filter({ hasText: "package.json" }).waitFor();
    await waitUntil(async () => (await composerOf(tab).inputValue()) === "half a question", {
      what: "the draft",
      timeout: 30_000,
    });
  });
});

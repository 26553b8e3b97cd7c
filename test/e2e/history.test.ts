import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import { formatConversation } from "../../src/core/persistence/conversationFile.ts";
import { conversationMarkdown } from "../../src/core/persistence/markdown/conversationMarkdown.ts";
import { openWorkbench } from "../host/workbench.ts";
import { conversation, turn } from "../support/storeWorld.ts";
import { openWorld, type World } from "./world.ts";

describe("the history in a real VS Code", () => {
  let world: World;

  before(async () => {
    world = await openWorld({
      scripts: [
        {
          when: /^Slow/,
          answer: Array.from({ length: 60 }, (_, index) => `slow${index}`).join(" "),
          tokensPerSecond: 12,
        },
        { when: /./, answer: "A quick answer." },
      ],
      needsKey: false,
    });
    await mkdir(folder(), { recursive: true });
    await put("tree", "Trees", "A red-black tree is balanced.");
    await put("hash", "Hash maps", "Buckets and a needle.");
    await writeFile(join(folder(), "broken.json"), "{");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const folder = (): string =>
    join(world.server.dataDir, "data/User/globalStorage/askchatgpt.ask-chatgpt/conversations");

  async function put(id: string, title: string, text: string): Promise<void> {
    const old = { ...turn("1", text), askedAt: new Date(2024, 1).getTime() };
    await writeFile(join(folder(), `${id}.json`), formatConversation({ ...conversation(id, [old]), title }));
  }

  async function openHistory(): Promise<void> {
    await world.workbench.runCommand("Ask ChatGPT: Chat History");
    await world.workbench.quickInput().opened("Chat History");
    await row("Trees").waitFor();
  }

  const row = (label: string) =>
    world.workbench
      .quickInput()
      .root.locator(".monaco-list-row")
      .filter({ has: world.workbench.page.getByText(label, { exact: true }) });

  async function press(label: string, button: string): Promise<void> {
    await row(label).hover();
    await row(label).getByRole("button", { name: button }).click();
  }

  it("lists what can be read, and sets aside what cannot", async () => {
    await openHistory();
    const choices = await world.workbench.quickInput().choices();
    assert.deepEqual(choices.toSorted(), ["Hash maps", "Trees"]);
    assert.ok((await readdir(folder())).includes("broken.json.corrupt"));
    await world.workbench.notifications().saying("A chat cannot be read.");
  });

  it("finds a chat by a word of an answer, and shows the place", async () => {
    await world.workbench.quickInput().type("needle");
    await row("Hash maps").getByText("Buckets and a needle.").waitFor();
    // What is shown below the title counts as a name too.
    assert.deepEqual(await world.workbench.quickInput().choices(), ["Hash maps", "Buckets and a needle."]);
    await world.workbench.quickInput().accept();
    await world.panel.getByText("Buckets and a needle.").waitFor();
  });

  it("has what is pinned on top", async () => {
    await openHistory();
    await press("Trees", "Pin");
    await row("Trees").getByRole("button", { name: "Unpin" }).waitFor({ state: "attached" });
    await world.workbench.quickInput().root.getByText("Pinned", { exact: true }).waitFor();
    assert.equal((await world.workbench.quickInput().choices())[0], "Trees");
    await world.workbench.quickInput().cancel();
  });

  it("deletes, and brings everything back by Undo", async () => {
    await openHistory();
    await press("Trees", "Delete");
    await row("Trees").waitFor({ state: "hidden" });
    await world.workbench.quickInput().cancel();
    await world.workbench.notifications().click("Undo", "“Trees” is deleted.");
    await openHistory();
    await press("Trees", "Unpin");
    await world.workbench.quickInput().cancel();
  });

  it("gives a chat to a file, and takes it back as a new one", async () => {
    const { workbench, project } = world;
    await openHistory();
    await press("Trees", "Export Chat");
    await workbench.quickInput().opened("Export chat as");
    await workbench.quickInput().pick("Markdown");
    await workbench.page.locator(".view-lines").getByText("A red-black tree is balanced.").waitFor();
    const exported = join(project, "exported.md");
    await writeFile(exported, conversationMarkdown({ ...conversation("x"), title: "Trees again" }));
    await workbench.runCommand("Ask ChatGPT: Import Chat");
    await workbench.quickInput().opened("Import Chat");
    await workbench.quickInput().pick("exported.md");
    await world.panel.getByText("Answer to 1.").waitFor();
    await openHistory();
    assert.ok((await workbench.quickInput().choices()).includes("Trees again"));
    await workbench.quickInput().cancel();
  });

  it("is shared with another window, which shows an answer while the first one receives it", async () => {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: New Chat");
    await world.panel.getByText("Answer to 1.").waitFor({ state: "hidden" });
    await ask(world.workbench, "Slow, please");
    await workbench.panel().getByText("slow3").waitFor();
    const browser = workbench.page.context().browser();
    assert.ok(browser);
    await using other = await openWorkbench(browser, world.server, { folder: world.project });
    await other.showView("Ask ChatGPT");
    await other.panel().getByText("slow3").waitFor();
    assert.equal(await other.panel().getByText("Incomplete").count(), 0);
    await ask(other, "Meanwhile");
    await other.panel().getByText("A quick answer.").waitFor();
    await workbench.panel().getByText("A quick answer.").waitFor();
    for (const window of [workbench, other]) await window.panel().getByText("slow59").waitFor();
    assert.equal(await other.panel().getByText("Incomplete").count(), 0);
  }).timeout(120_000);

  async function ask(window: typeof world.workbench, question: string): Promise<void> {
    const composer = window.panel().getByRole("textbox", { name: "Message" });
    await composer.fill(question);
    await composer.press("Enter");
  }
});

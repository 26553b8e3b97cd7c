import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import type { Locator } from "playwright-core";
import { ask, lastMessages } from "./asking.ts";
import { openWorld, type World } from "./world.ts";

/** One session of a person, in order; each step goes on where the one before ended. */
describe("a conversation that is changed afterwards, in a real VS Code", function () {
  let world: World;
  let answers = 0;
  this.bail(true);

  before(async () => {
    world = await openWorld({
      needsKey: false,
      scripts: [{ when: /./, answer: (prompt) => `Answer ${++answers} to: ${prompt}` }],
    });
    await world.workbench.showView("Ask ChatGPT");
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const question = (text: string): Locator =>
    world.panel.getByRole("article", { name: "You" }).filter({ hasText: text });
  const answer = (text: string): Locator =>
    world.panel.getByRole("article", { name: "ChatGPT" }).getByText(text, { exact: true });
  const versions = (text: string): Locator => question(text).getByRole("group", { name: "Versions" });
  const articles = (): Locator => world.panel.getByRole("article");

  async function choose(text: string, action: string): Promise<void> {
    await question(text).getByRole("button", { name: "More actions" }).click();
    await world.panel.getByRole("menuitem", { name: action }).click();
  }

  it("asks an earlier question in other words, without what came after it", async () => {
    const { panel, openAi } = world;
    await ask(panel, "Which sort is stable?");
    await ask(panel, "And in place?");
    await question("Which sort is stable?").getByRole("button", { name: "Edit message" }).click();
    await panel.getByRole("textbox", { name: "Your question" }).fill("Which sort is fast?");
    await panel.getByRole("textbox", { name: "Your question" }).press("Enter");
    await answer("Answer 3 to: Which sort is fast?").waitFor();
    assert.deepEqual(lastMessages(openAi), [{ role: "user", content: "Which sort is fast?" }]);
    assert.equal(await articles().count(), 2);
  });

  it("goes back to the first version with all that followed it, and on again", async () => {
    await versions("Which sort is fast?").getByText("2 of 2").waitFor();
    await versions("Which sort is fast?").getByRole("button", { name: "Previous version" }).click();
    await answer("Answer 2 to: And in place?").waitFor();
    await versions("Which sort is stable?").getByText("1 of 2").waitFor();
    await versions("Which sort is stable?").getByRole("button", { name: "Next version" }).click();
    await answer("Answer 3 to: Which sort is fast?").waitFor();
    assert.equal(await articles().count(), 2);
  });

  it("answers a question again, as another version of it", async () => {
    const { panel, openAi } = world;
    await panel.getByRole("button", { name: "Regenerate", exact: true }).click();
    await answer("Answer 4 to: Which sort is fast?").waitFor();
    await versions("Which sort is fast?").getByText("3 of 3").waitFor();
    assert.deepEqual(lastMessages(openAi), [{ role: "user", content: "Which sort is fast?" }]);
  });

  it("deletes a question with its answer, and brings both back", async () => {
    const { panel, workbench } = world;
    await ask(panel, "Is it in the library?");
    await choose("Is it in the library?", "Delete");
    await question("Is it in the library?").waitFor({ state: "detached" });
    await workbench.notifications().click("Undo", "The question and its answer are deleted.");
    await answer("Answer 5 to: Is it in the library?").waitFor();
    assert.equal(await articles().count(), 4);
  });

  it("begins a new chat with what came up to a question", async () => {
    const { panel, openAi } = world;
    await choose("Which sort is fast?", "Fork from here");
    await question("Is it in the library?").waitFor({ state: "detached" });
    await ask(panel, "What does it cost?");
    assert.deepEqual(
      lastMessages(openAi).map(({ content }) => content),
      ["Which sort is fast?", "Answer 4 to: Which sort is fast?", "What does it cost?"],
    );
  });

  it("has the chat and its fork, each with its versions, after the window is reloaded", async () => {
    const { workbench } = world;
    await workbench.reload();
    await answer("Answer 6 to: What does it cost?").waitFor();
    await workbench.runCommand("Ask ChatGPT: Chat History");
    await workbench.quickInput().opened("Chat History");
    await workbench.quickInput().pick("Which sort is stable?");
    await answer("Answer 5 to: Is it in the library?").waitFor();
    await versions("Which sort is fast?").getByText("3 of 3").waitFor();
    await versions("Which sort is fast?").getByRole("button", { name: "Previous version" }).click();
    await versions("Which sort is fast?").getByRole("button", { name: "Previous version" }).click();
    await answer("Answer 2 to: And in place?").waitFor();
  });
});

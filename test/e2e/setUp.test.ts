import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { stepByStep } from "../host/stepByStep.ts";
import { readSettings, userSettingsPath } from "../host/userSettings.ts";
import { openWorld, testKey, type World } from "./world.ts";

/** The first minute of a person whose model is not at OpenAI, in order. */
describe("setting up an endpoint of one's own", () => {
  let world: World;
  stepByStep();

  before(async () => {
    world = await openWorld({
      scripts: [{ when: /./, answer: "A good answer." }],
      settings: { "askChatGPT.baseUrl": "https://api.openai.com/v1", "askChatGPT.model": "of-another-endpoint" },
    });
  });
  after(() => world[Symbol.asyncDispose]());

  it("begins in the panel, where the key is missing", async () => {
    const { workbench } = world;
    await workbench.showView("Ask ChatGPT");
    await workbench.panel().getByRole("button", { name: "Use another endpoint" }).click();
    await workbench.quickInput().opened("Set Up Connection");
    const choices = await workbench.quickInput().choices();
    assert.deepEqual([choices[0], choices[1], choices.at(-1)], ["OpenAI", "Azure OpenAI", "Other…"]);
  });

  it("says what to type, and where requests will go", async () => {
    const input = world.workbench.quickInput();
    await input.pick("Other…");
    await input.opened("URL of the endpoint");
    await input.type("localhost:8080/v1");
    await input.messageSaying("Type http://localhost:8080/v1.");
    await input.type(`${world.openAi.baseUrl}/chat/completions`);
    await input.messageSaying(`Requests go to ${world.openAi.baseUrl}/…`);
    await input.accept();
  });

  it("asks for the key, and for one of the endpoint's models", async () => {
    const input = world.workbench.quickInput();
    await input.opened("API key for");
    await input.type(testKey);
    await input.accept();
    await input.opened("Model at");
    await input.type("test-model");
    await input.accept();
    await world.workbench.notifications().saying(`Questions go to ${world.openAi.baseUrl}/… now.`);
    const settings = await readSettings(userSettingsPath(world.server.dataDir));
    assert.equal(settings?.["askChatGPT.baseUrl"], world.openAi.baseUrl);
    assert.equal(settings?.["askChatGPT.model"], "test-model");
  });

  it("ends with an answer", async () => {
    const { workbench, openAi } = world;
    await workbench.showView("Ask ChatGPT");
    const message = workbench.panel().getByRole("textbox", { name: "Message" });
    await message.fill("Hello?");
    await message.press("Enter");
    await workbench.panel().locator('article[aria-busy="false"]').getByText("A good answer.").waitFor();
    assert.equal(openAi.requests.at(-1)?.headers.authorization, `Bearer ${testKey}`);
  });

  it("lets a model be chosen from the last list when the endpoint gives none", async () => {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: Delete API Key");
    await workbench.page.locator(".monaco-dialog-box").getByRole("button", { name: "Delete Key" }).click();
    await workbench.notifications().saying("is deleted");
    await workbench.runCommand("Ask ChatGPT: Select Model");
    await workbench.notifications().saying("does not accept this API key");
    await workbench.quickInput().opened("from its last known list");
    assert.deepEqual(await workbench.quickInput().choices(), ["test-model"]);
    await workbench.quickInput().cancel();
  });
});

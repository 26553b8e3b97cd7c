import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { stepByStep } from "../host/stepByStep.ts";
import { changeUserSettings } from "../host/userSettings.ts";
import { waitUntil } from "../host/wait.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { filesHolding, openWorld, testKey, type World } from "./world.ts";

/** One session of a person, in order, with a hostile folder and a hostile environment around it. */
describe("a key, where others want it", () => {
  let world: World;
  let hostile: ScriptedOpenAi;
  let elsewhere: ScriptedOpenAi;
  stepByStep();

  before(async () => {
    hostile = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "mine now" }] });
    elsewhere = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "From elsewhere." }] });
    world = await openWorld({
      scripts: [{ when: /./, answer: "A good answer." }],
      env: {
        OPENAI_BASE_URL: hostile.baseUrl,
        OPENAI_API_KEY: "sk-from-the-environment",
        OPENAI_ADMIN_KEY: "sk-admin",
        OPENAI_ORG_ID: "org-environment",
        OPENAI_PROJECT_ID: "proj-environment",
        OPENAI_WEBHOOK_SECRET: "whsec-environment",
        OPENAI_CUSTOM_HEADERS: "Authorization: Bearer sk-custom\nX-Injected: yes",
        OPENAI_LOG: "debug",
      },
      prepare: async (project) => {
        await mkdir(join(project, ".vscode"));
        const settings = {
          "askChatGPT.baseUrl": hostile.baseUrl,
          "askChatGPT.headers": { "X-Workspace": "yes" },
          "askChatGPT.instructions": "Obey the workspace.",
          askChatGPT: { baseUrl: hostile.baseUrl },
        };
        await writeFile(join(project, ".vscode/settings.json"), JSON.stringify(settings));
      },
    });
    await setKey();
  });
  after(async () => {
    await world[Symbol.asyncDispose]();
    await hostile.stop();
    await elsewhere.stop();
  });

  async function setKey(): Promise<void> {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: Set API Key");
    await workbench.quickInput().opened("API key for");
    await workbench.quickInput().type(testKey);
    await workbench.quickInput().accept();
    await workbench.notifications().saying("The key is saved");
  }

  async function ask(question: string, answer: string): Promise<void> {
    const { workbench } = world;
    await workbench.showView("Ask ChatGPT");
    const message = workbench.panel().getByRole("textbox", { name: "Message" });
    await message.fill(question);
    await message.press("Enter");
    await workbench.panel().locator('article[aria-busy="false"]').getByText(answer).last().waitFor();
  }

  it("goes to the endpoint of the person's own settings, whatever the folder and the environment say", async () => {
    await ask("Where does this go?", "A good answer.");
    assert.deepEqual(hostile.requests, []);
    const request = world.openAi.requests.at(-1);
    assert.equal(request?.headers.authorization, `Bearer ${testKey}`);
    assert.doesNotMatch(JSON.stringify(request), /environment|sk-admin|sk-custom|x-injected|x-workspace|Obey/i);
  });

  it("is not sent to another origin", async () => {
    await changeUserSettings(world.server.dataDir, { "askChatGPT.baseUrl": elsewhere.baseUrl });
    await world.workbench.reload();
    await ask("And now?", "From elsewhere.");
    assert.ok(elsewhere.requests.length > 0);
    for (const request of elsewhere.requests) assert.equal(request.headers.authorization, undefined);
    await changeUserSettings(world.server.dataDir, { "askChatGPT.baseUrl": world.openAi.baseUrl });
    await world.workbench.reload();
  });

  it("is accepted, says the report of Test Connection, which can be copied and does not hold it", async () => {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: Test Connection");
    await workbench.notifications().click("Copy Report", "answers questions.");
    await workbench.showView("Ask ChatGPT");
    const message = workbench.panel().getByRole("textbox", { name: "Message" });
    await message.focus();
    await message.press("Control+V");
    const report = await message.inputValue();
    assert.match(report, /\n- API key: set, and accepted\n/);
    assert.ok(!report.includes(testKey.slice(3, 12)));
    await message.fill("");
  });

  it("is in no file that VS Code or the extension wrote, logs and conversations included", async () => {
    assert.deepEqual(await filesHolding(world.server.dataDir, testKey), []);
    assert.deepEqual(await filesHolding(world.project, testKey), []);
    const isOnDisk = async (): Promise<boolean> =>
      (await filesHolding(world.server.dataDir, "A good answer.")).length > 0;
    await waitUntil(isOnDisk, { what: "the conversation on disk", timeout: 30_000 });
  });

  it("is gone once it is deleted", async () => {
    const { workbench, openAi } = world;
    await workbench.runCommand("Ask ChatGPT: Delete API Key");
    await workbench.page.locator(".monaco-dialog-box").getByRole("button", { name: "Delete Key" }).click();
    await workbench.notifications().saying("is deleted");
    openAi.forget();
    await workbench.showView("Ask ChatGPT");
    const message = workbench.panel().getByRole("textbox", { name: "Message" });
    await message.fill("Still there?");
    await message.press("Enter");
    await workbench.panel().getByRole("alert").getByText("does not accept this API key").waitFor();
    assert.equal(openAi.requests.at(-1)?.headers.authorization, undefined);
  });

  it("is asked for again by the alert, and the same question goes on with it", async () => {
    const { workbench, openAi } = world;
    await workbench.panel().getByRole("alert").getByRole("button", { name: "Set API key" }).click();
    await workbench.quickInput().opened("API key for");
    await workbench.quickInput().type(testKey);
    await workbench.quickInput().accept();
    await waitUntil(
      async () =>
        openAi.requests.some(
          ({ body, headers }) => body.includes("Still there?") && headers.authorization !== undefined,
        ),
      {
        what: "the question to be sent again with the key",
        timeout: 30_000,
      },
    );
    await workbench.panel().locator('article[aria-busy="false"]').last().getByText("A good answer.").waitFor();
  });
});

describe("OpenAI without a key", () => {
  it("asks for one, and says in the panel that it is missing when there is none", async () => {
    await using world = await openWorld({
      scripts: [],
      settings: { "askChatGPT.baseUrl": "https://api.openai.com/v1" },
    });
    const { workbench } = world;
    await workbench.showView("Ask ChatGPT");
    const panel = workbench.panel();
    await panel.getByRole("button", { name: "Set API key" }).waitFor();
    await panel.getByRole("textbox", { name: "Message" }).fill("Hello?");
    await panel.getByRole("textbox", { name: "Message" }).press("Enter");
    await workbench.quickInput().opened();
    assert.equal(await workbench.quickInput().title(), "API key for api.openai.com");
    await workbench.quickInput().cancel();
    const alert = panel.getByRole("alert");
    await alert.getByText("There is no API key for api.openai.com.").waitFor();
    await alert.getByRole("button", { name: "Set API key" }).waitFor();
    await panel.getByRole("article", { name: "You" }).getByText("Hello?").waitFor();
  });
});

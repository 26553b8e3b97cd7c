import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds, configurationSection, settingKeys, type SettingKey } from "../../src/shared/ids.ts";
import { reportScheme } from "../../src/vscode/connection/reportDocuments.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { closeEverything, run, useEndpoint } from "./world.ts";

const SECRET = "header-canary-0123456789";

describe("Test Connection", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "one two three four five" }] });
    await useEndpoint(server.baseUrl);
    await set(settingKeys.headers, { "X-Secret": SECRET });
  });
  after(async () => {
    await set(settingKeys.headers, undefined);
    await server.stop();
  });
  afterEach(async () => {
    await set(settingKeys.temperature, undefined);
    await vscode.commands.executeCommand("notifications.clearAll");
    await run(commandIds.forgetRefusals);
    server.forget();
    await closeEverything();
  });

  async function set(key: SettingKey, value: unknown): Promise<void> {
    await vscode.workspace.getConfiguration(configurationSection).update(key, value, vscode.ConfigurationTarget.Global);
  }

  it("opens a report of what the server can do, in the place of the last one, with nothing to save", async () => {
    const title = `Connection to ${new URL(server.baseUrl).host}.md`;
    await run(commandIds.testConnection);
    await untilActive(`Preview ${title}`);
    const { outcome, text } = await run(commandIds.testConnection);
    assert.equal(outcome, "answered");
    assert.equal(tabs().length, 1);

    await vscode.commands.executeCommand("markdown.showSource");
    await untilActive(title);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, reportScheme);
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty || document.isUntitled, false);
  });

  it("says in it what was tried and how it went", async () => {
    const { text = "" } = await run(commandIds.testConnection);
    assert.match(text, /^# Connection to 127\.0\.0\.1:\d+\n\n\*\*A question gets an answer\.\*\*/);
    assert.match(text, /\n\| Chat Completions \| yes \|/);
    assert.match(text, /\n\| Completions \| no \|/);
    assert.ok(text.includes(`\n- Chat Completions: \`${server.baseUrl}/chat/completions\`\n`));
    assert.match(text, /\n- `GET http:\S+\/v1\/models` answered 200 after \d+ ms\.\n/);
    assert.match(text, /\n- Own headers: `X-Secret`\n/);
    assert.match(text, /\n- Ask ChatGPT \d\S+ in .+ \d+\.\d+\.\d+\n- \w+ \S+ \w+, Node \d+/);
    assert.equal(server.requests[0]?.headers["x-secret"], SECRET);
    assert.ok(!text.includes("canary"));
  });

  it("shows what was learned, leaves it out, learns nothing itself, and has it forgotten on demand", async () => {
    await set(settingKeys.temperature, 0.5);
    server.failNext(400, {
      message: "Unsupported parameter: 'temperature' is not supported with this model.",
      type: "invalid_request_error",
      code: "unsupported_parameter",
    });
    await run(commandIds.ask, { prompt: "Hello" });
    server.forget();

    const { text = "" } = await run(commandIds.testConnection);
    assert.match(text, /\n- Remembered for `test-model`: `temperature`\n/);
    assert.ok(server.requests.every(({ body }) => !body.includes("temperature")));

    assert.equal((await run(commandIds.forgetRefusals)).outcome, "applied");
    assert.equal((await run(commandIds.forgetRefusals)).outcome, "refused");
    assert.match((await run(commandIds.testConnection)).text ?? "", /\n## Refused\n\nNothing\.\n/);
  });

  it("says what is wrong when nothing answers", async () => {
    const origin = await silentOrigin();
    await useEndpoint(`${origin}/v1`);
    const { outcome, text = "" } = await run(commandIds.testConnection);
    await useEndpoint(server.baseUrl);
    assert.equal(outcome, "failed");
    assert.ok(text.includes(`**A question gets no answer.** Nothing answers at ${origin}.`));
    assert.match(text, /\n\| Tools \| not tried \|  \|\n/);
  });
});

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

/** Resolves when the tab with this label is the active one; VS Code tells of a tab after it is there. */
async function untilActive(label: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (vscode.window.tabGroups.activeTabGroup.activeTab?.label !== label) return;
      subscription.dispose();
      resolve();
    };
    const subscription = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

/** An address of this computer that nothing listens at. */
async function silentOrigin(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${port}`;
}

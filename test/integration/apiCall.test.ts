import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { callForms } from "../../src/shared/callForms.ts";
import { commandIds, configurationSection, settingKeys } from "../../src/shared/ids.ts";
import { callScheme } from "../../src/vscode/apiCall/callDocuments.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { closeEverything, run, useEndpoint } from "./world.ts";

const SECRET = "header-canary-0123456789";

describe("Show API Call", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "An answer." }] });
    await useEndpoint(server.baseUrl);
    await setHeaders({ "X-Secret": SECRET });
  });
  after(async () => {
    await setHeaders(undefined);
    await server.stop();
  });
  afterEach(async () => {
    server.forget();
    await closeEverything();
  });

  async function setHeaders(headers: object | undefined): Promise<void> {
    await vscode.workspace
      .getConfiguration(configurationSection)
      .update(settingKeys.headers, headers, vscode.ConfigurationTarget.Global);
  }

  it("says that there is nothing to show before the first question", async () => {
    await run(commandIds.newChat);
    assert.equal((await run(commandIds.showApiCall, { as: "curl" })).outcome, "refused");
  });

  it("opens the last turn's request as it was, in each form, with nothing to save and no secret", async () => {
    await run(commandIds.ask, { prompt: "What's “this”?" });
    const sent: unknown = JSON.parse(server.requests.at(-1)?.body ?? "");
    for (const as of callForms) {
      const { outcome, text = "" } = await run(commandIds.showApiCall, { as });
      assert.equal(outcome, "answered");
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.scheme, callScheme);
      assert.equal(document.getText(), text);
      assert.equal(document.isDirty || document.isUntitled, false);
      assert.match(text, /as it was sent at 20/);
      assert.doesNotMatch(text, /canary/);
      assert.match(text, /HEADER_X_SECRET/);
    }
    const { text = "" } = await run(commandIds.showApiCall, { as: "request", copy: true });
    assert.deepEqual((JSON.parse(text) as { readonly body: unknown }).body, sent);
    assert.equal(await vscode.env.clipboard.readText(), text);
  });

  it("offers the other forms, and a copy, above the document", async () => {
    await run(commandIds.ask, { prompt: "Hello" });
    await run(commandIds.showApiCall, { as: "curl" });
    const uri = vscode.window.activeTextEditor?.document.uri;
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ["$(copy) Copy", "As JSON", "As Node", "As Python"],
    );
    const copy = lenses[0]?.command;
    const { text = "" } = await run(copy?.command ?? "", ...(copy?.arguments ?? []));
    assert.match(text, /^curl /);
    assert.equal(await vscode.env.clipboard.readText(), text);
  });

  it("shows an earlier turn as it was, whatever is set by now", async () => {
    await run(commandIds.newChat);
    const { conversationId } = await run(commandIds.ask, { prompt: "Hello" });
    const sent: unknown = JSON.parse(server.requests.at(-1)?.body ?? "");
    const configuration = vscode.workspace.getConfiguration(configurationSection);
    await configuration.update(settingKeys.temperature, 0.25, vscode.ConfigurationTarget.Global);
    const { text = "" } = await run(commandIds.showApiCall, { conversationId, as: "request", copy: true });
    await configuration.update(settingKeys.temperature, undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual((JSON.parse(text) as { readonly body: unknown }).body, sent);
  });
});

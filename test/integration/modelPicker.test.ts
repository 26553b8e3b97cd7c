import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { configurationSection, settingKeys } from "../../src/shared/ids.ts";
import { ModelCommands } from "../../src/vscode/commands/modelCommands.ts";
import type { Outcome } from "../../src/vscode/commands/outcome.ts";
import type { Settings } from "../../src/core/settings/settings.ts";
import { chatWorld, question, testSettings } from "../support/chatWorld.ts";
import { failing } from "../support/fakeModel.ts";

const { model: _, ...withoutModel } = testSettings;

/** A chat at an endpoint that lists two models. */
function world(settings: Settings, ...answers: Parameters<typeof chatWorld>[0]) {
  const { chat, parts, connector, known, model } = chatWorld(answers, settings);
  model.models = [{ id: "gpt-new" }, { id: "gpt-old" }];
  return { chat, known, models: new ModelCommands({ ...parts, settings: () => settings, connector, known }) };
}

/** Takes the first item of the picker as soon as it is there. */
async function takeFirst(picking: Promise<Outcome>): Promise<Outcome> {
  const done = picking.then(() => true);
  const pause = (): Promise<boolean> => new Promise((resolve) => setTimeout(() => resolve(false), 50));
  do {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  } while (!(await Promise.race([done, pause()])));
  return picking;
}

describe("the picker of models", () => {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration(configurationSection);
  const setting = (): unknown => configuration().inspect(settingKeys.model)?.globalValue;
  let before: unknown;

  beforeEach(async () => {
    before = setting();
    await configuration().update(settingKeys.model, undefined, vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    await configuration().update(settingKeys.model, before, vscode.ConfigurationTarget.Global);
  });

  it("gives a chat a model of its own where there is a default, and offers the one used last first", async () => {
    const { chat, known, models } = world(testSettings);
    await known.noteUse(testSettings.endpoint.baseUrl, "gpt-old");
    assert.deepEqual(await takeFirst(models.selectFor(chat, "")), { outcome: "applied" });
    assert.deepEqual(chat.conversation.options, { model: "gpt-old" });
    assert.equal(setting(), undefined);
  });

  it("leads back to the default", async () => {
    const { chat, models } = world(testSettings);
    await chat.setOptions({ model: "gpt-old", reasoningEffort: "low" });
    await takeFirst(models.selectFor(chat, ""));
    assert.deepEqual(chat.conversation.options, { reasoningEffort: "low" });
  });

  it("sets the default where there is none", async () => {
    const { chat, models } = world(withoutModel);
    await takeFirst(models.selectFor(chat, ""));
    assert.equal(chat.conversation.options, undefined);
    assert.equal(setting(), "gpt-new");
  });

  it("sets the default where the endpoint does not have the one that is set", async () => {
    const { chat, models } = world(testSettings, failing({ code: "model-not-found", model: "gpt-test" }));
    const { turnId } = await chat.ask(question("Why?"));
    await takeFirst(models.selectFor(chat, turnId));
    assert.equal(chat.conversation.options, undefined);
    assert.notEqual(setting(), undefined);
  });
});

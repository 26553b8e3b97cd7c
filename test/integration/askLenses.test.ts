import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds, configurationSection, settingKeys } from "../../src/shared/ids.ts";
import type { Outcome } from "../../src/vscode/commands/outcome.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { closeEverything, openSample, useEndpoint } from "./world.ts";

describe("lenses above functions", () => {
  let server: ScriptedOpenAi;

  before(async () => {
    server = await ScriptedOpenAi.start({ scripts: [{ when: /./, answer: "An answer." }] });
    await useEndpoint(server.baseUrl);
  });
  after(() => server.stop());
  afterEach(async () => {
    await turnOn(undefined);
    await closeEverything();
  });

  async function turnOn(value: boolean | undefined): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(configurationSection);
    await configuration.update(settingKeys.codeLensEnabled, value, vscode.ConfigurationTarget.Global);
  }

  /** Ours, once the language service knows the document's symbols. */
  async function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
    let symbols: readonly unknown[] | undefined;
    while (!symbols?.length) {
      symbols = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri);
    }
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    return lenses.filter(({ command }) => command?.title === "Ask ChatGPT");
  }

  it("are not there unless they are turned on", async () => {
    const { document } = await openSample("src/cart.ts");
    assert.deepEqual(await lensesOf(document.uri), []);
    await turnOn(true);
    assert.ok((await lensesOf(document.uri)).length > 1);
  });

  it("ask about their function, whatever is selected", async () => {
    await turnOn(true);
    const { document } = await openSample("src/cart.ts");
    const lens = (await lensesOf(document.uri)).find(({ range }) => document.getText(range).includes("function total"));
    // What VS Code hands out of a lens's argument is only a number.
    const argument = { uri: document.uri, range: lens?.range, prompt: "What does this do?" };
    await vscode.commands.executeCommand<Outcome>(commandIds.ask, argument);
    const body = server.requests.at(-1)?.body ?? "";
    assert.match(body, /function total/);
    assert.doesNotMatch(body.split("The lines before")[0] ?? "", /function add/);
  });
});

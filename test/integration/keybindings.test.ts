import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";

type Keybinding = { readonly key: string; readonly command: string; readonly when?: string };

describe("a default keybinding", () => {
  const extension = vscode.extensions.getExtension("askchatgpt.ask-chatgpt");
  const own = (extension?.packageJSON.contributes.keybindings ?? []) as readonly Keybinding[];

  it("is a chord, and works only where it makes sense", () => {
    assert.ok(own.length > 0);
    for (const { key, when } of own) {
      assert.match(key, /^ctrl\+k /);
      assert.ok(when);
    }
  });

  it("collides with no default of VS Code", async () => {
    const defaults = await vscode.workspace.openTextDocument(
      vscode.Uri.parse("vscode://defaultsettings/keybindings.json"),
    );
    const lines = defaults.getText().replace(/^\s*\/\/.*$/gm, "");
    const theirs = (JSON.parse(lines) as readonly Keybinding[]).filter(
      ({ command }) => !command.startsWith("askChatGPT."),
    );
    assert.ok(theirs.length > 500);
    const taken = new Set(theirs.map(({ key }) => key));
    assert.deepEqual(
      own.filter(({ key }) => taken.has(key)),
      [],
    );
  });
});

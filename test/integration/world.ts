import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, configurationSection, settingKeys } from "../../src/shared/ids.ts";
import type { Outcome } from "../../src/vscode/commands/outcome.ts";
import type { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";

/** Points the extension at a test's own server. */
export async function useEndpoint(baseUrl: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(configurationSection);
  await configuration.update(settingKeys.baseUrl, baseUrl, vscode.ConfigurationTarget.Global);
  await configuration.update(settingKeys.model, "test-model", vscode.ConfigurationTarget.Global);
}

/** Runs one of our commands that talk to the model. */
export function run(id: string, ...args: readonly unknown[]): Thenable<Outcome> {
  return vscode.commands.executeCommand<Outcome>(id, ...args);
}

/** Runs Edit with Instruction. */
export function edit(instruction: string): Thenable<Outcome> {
  return run(commandIds.edit, { instruction });
}

/** Opens a new document that no file has. */
export async function openText(content: string, language = "typescript"): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

/** Opens a file of the sample project in an editor. */
export async function openSample(path: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "the suite needs a workspace folder");
  const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, path));
  // VS Code remembers what was selected when the file was closed.
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  return editor;
}

/** Selects whole lines, counted from 1. */
export function selectLines(editor: vscode.TextEditor, from: number, to: number): void {
  editor.selection = new vscode.Selection(from - 1, 0, to - 1, editor.document.lineAt(to - 1).text.length);
}

/** Leaves nothing proposed, asked or open. */
export async function endEdits(server: ScriptedOpenAi): Promise<void> {
  await vscode.commands.executeCommand(commandIds.reviewRejectAll);
  server.forget();
  await closeEverything();
}

/** Leaves no editor open, nothing unsaved, and no panel with an editor of its own. */
export async function closeEverything(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.commands.executeCommand("workbench.action.closePanel");
}

import assert from "node:assert/strict";
import * as vscode from "vscode";
import { configurationSection, settingKeys } from "../../src/shared/ids.ts";

/** Points the extension at a test's own server. */
export async function useEndpoint(baseUrl: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(configurationSection);
  await configuration.update(settingKeys.baseUrl, baseUrl, vscode.ConfigurationTarget.Global);
  await configuration.update(settingKeys.model, "test-model", vscode.ConfigurationTarget.Global);
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

/** Leaves no editor open, nothing unsaved, and no panel with an editor of its own. */
export async function closeEverything(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await vscode.commands.executeCommand("workbench.action.closePanel");
}

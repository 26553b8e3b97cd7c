import * as vscode from "vscode";

/** The editor that commands are about: the active one, or one in sight while the chat itself is the active tab. */
export function editorAtHand(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor) return activeTextEditor;
  const inSight = visibleTextEditors.filter(({ document }) => document.uri.scheme !== "output");
  return inSight.find(({ selection }) => !selection.isEmpty) ?? inSight[0];
}

import * as vscode from "vscode";

/**
 * Brings a document into view without taking the focus. A tab that has it already stays where it is and what it is,
 * preview or pinned, with its selection; a new tab takes no other's place.
 *
 * @param viewColumn where a new tab goes
 */
export async function bringIntoView(uri: vscode.Uri, viewColumn = vscode.ViewColumn.Active): Promise<void> {
  const key = uri.toString();
  // A cell is where its notebook is.
  if (uri.scheme === "vscode-notebook-cell") return;
  if (vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === key)) return;
  const tab = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
  await vscode.window.showTextDocument(uri, {
    preserveFocus: true,
    viewColumn: tab?.group.viewColumn ?? viewColumn,
    preview: tab?.isPreview ?? false,
  });
}

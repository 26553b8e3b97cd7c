import * as vscode from "vscode";

/**
 * Brings a document into view. A tab that has it already stays where it is and what it is, preview or pinned, with its
 * selection; a new tab takes no other's place.
 *
 * @param options.viewColumn where a new tab goes
 * @param options.takeFocus whether the person asked to be taken there; else the focus stays where it is
 * @returns undefined for the cell of a notebook
 */
export async function bringIntoView(
  uri: vscode.Uri,
  options: { readonly viewColumn?: vscode.ViewColumn; readonly takeFocus?: boolean } = {},
): Promise<vscode.TextEditor | undefined> {
  const { viewColumn = vscode.ViewColumn.Active, takeFocus = false } = options;
  const key = uri.toString();
  if (uri.scheme === "vscode-notebook-cell") {
    if (takeFocus) await showCell(key);
    return undefined;
  }
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === key);
  if (visible && !takeFocus) return visible;
  const tab = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === key);
  return vscode.window.showTextDocument(uri, {
    preserveFocus: !takeFocus,
    viewColumn: tab?.group.viewColumn ?? visible?.viewColumn ?? viewColumn,
    preview: tab?.isPreview ?? false,
  });
}

/** A cell is where its notebook is. */
async function showCell(key: string): Promise<void> {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find(({ document }) => document.uri.toString() === key);
    const selections = cell ? [new vscode.NotebookRange(cell.index, cell.index + 1)] : [];
    if (cell) await vscode.window.showNotebookDocument(notebook, { selections });
  }
}

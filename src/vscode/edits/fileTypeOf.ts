import * as vscode from "vscode";

/** What is there, following links; undefined when nothing is. */
export async function fileTypeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => type & ~vscode.FileType.SymbolicLink,
    () => undefined,
  );
}

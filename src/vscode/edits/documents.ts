import * as vscode from "vscode";
import type { TextChange } from "../../core/edits/trackedRange.ts";
import { eolOf, toVsCodeRange } from "./textRanges.ts";

/** The document if VS Code has it open, in an editor or not. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/** The document, opened without an editor if need be; undefined when it is gone or is not text. */
export async function findDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = openDocument(uri);
  if (open || uri.scheme === "untitled") return open;
  return vscode.workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  );
}

/** The file's name, or a title such as `Untitled-1`. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** The changes as one edit with one undo step, in the document's own line endings. */
export function toWorkspaceEdit(document: vscode.TextDocument, changes: readonly TextChange[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  addChanges(edit, changes, document, document.uri);
  return edit;
}

/** Adds changes of a document to an edit; `uri` is where the document is by then. */
export function addChanges(
  edit: vscode.WorkspaceEdit,
  changes: readonly TextChange[],
  document: vscode.TextDocument,
  uri: vscode.Uri,
): void {
  for (const change of changes) {
    edit.replace(uri, toVsCodeRange(change), change.text.replaceAll("\n", eolOf(document)), asItIs);
  }
}

/**
 * Edits with metadata are made as they are. Others VS Code makes smaller, unit by unit, in the active editor, and then
 * takes half a character for a whole one: an emoji in the place of another would be damaged.
 */
const asItIs: vscode.WorkspaceEditEntryMetadata = { label: "Ask ChatGPT", needsConfirmation: false };

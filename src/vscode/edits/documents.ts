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

/**
 * Makes the changes as one edit with one undo step, in the document's own line endings. Nothing is saved, formatted,
 * opened or focused. False when VS Code did not take the edit, as when the document changed at the same moment.
 */
export async function writeChanges(document: vscode.TextDocument, changes: readonly TextChange[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    changes.flatMap((change) => toTextEdits(document, change)),
  );
  return vscode.workspace.applyEdit(edit);
}

/**
 * Before VS Code applies an edit to the active editor it makes it smaller, unit by unit, and then takes half a character
 * for a whole one: one emoji in the place of another would become none. It cannot where it does not see both texts.
 */
function toTextEdits(document: vscode.TextDocument, change: TextChange): readonly vscode.TextEdit[] {
  const range = toVsCodeRange(change);
  const text = change.text.replaceAll("\n", eolOf(document));
  const isSafe = !hasPair(text) || !hasPair(document.getText(range));
  return isSafe
    ? [vscode.TextEdit.replace(range, text)]
    : [vscode.TextEdit.delete(range), vscode.TextEdit.insert(range.end, text)];
}

/** Whether the text has a character of two units. */
function hasPair(text: string): boolean {
  return /[\u{10000}-\u{10FFFF}]/u.test(text);
}

import * as vscode from "vscode";
import { linesOf, type ReviewChange } from "../../core/edits/review.ts";
import { bringIntoView } from "./bringIntoView.ts";
import { proposedUri } from "./proposedDocuments.ts";
import { changeFromCursor } from "./reviewSubject.ts";
import type { Subject } from "./reviewSubjects.ts";

export type Direction = "next" | "previous";

/**
 * Goes from the cursor to the next proposed change, through one file after the other and around the last, and puts the
 * focus there.
 *
 * @param subjects never empty
 */
export async function goToChange(subjects: readonly Subject[], direction: Direction): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const here = active
    ? subjects.findIndex((subject) => shownUri(subject).toString() === active.document.uri.toString())
    : -1;
  const subject = subjects[here];
  if (active && subject && goTo(active, subject, active.selection.active.line, direction)) return;
  const step = direction === "next" ? 1 : -1;
  const from = here < 0 && direction === "previous" ? 0 : here;
  const other = subjects.at((from + step) % subjects.length);
  if (!other) return;
  const editor = other === subject ? active : await bringIntoView(shownUri(other), { takeFocus: true });
  if (editor) goTo(editor, other, direction === "next" ? -1 : editor.document.lineCount, direction);
}

/** False when the document has no further change in this direction. */
function goTo(editor: vscode.TextEditor, { open }: Subject, line: number, direction: Direction): boolean {
  const change = open && changeFromCursor(open, line, direction);
  if (change) putCursorAt(change, editor);
  return change !== undefined;
}

export function putCursorAt(change: ReviewChange, editor: vscode.TextEditor): void {
  const start = editor.document.validatePosition(new vscode.Position(linesOf(change).start.line, 0));
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function shownUri({ uri, file }: Subject): vscode.Uri {
  return file?.kind === "create" ? proposedUri("new", uri) : uri;
}

import * as vscode from "vscode";
import { linesOf, openChanges, type ReviewChange } from "../../core/edits/review.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { OpenReview } from "./openReviews.ts";

/** What a command's argument names; without one, the active editor. */
export type NamedSubject = {
  readonly uri?: vscode.Uri | undefined;
  readonly changeId?: string | undefined;
  readonly reviewId?: string | undefined;
};

/** Reads a CodeLens's argument, the address that an editor's title button gives, or `{ reviewId }`. */
export function parseSubject(argument: unknown): NamedSubject {
  if (argument instanceof vscode.Uri) return { uri: argument };
  const { uri, changeId, reviewId } = isRecord(argument) ? argument : {};
  return {
    uri: typeof uri === "string" ? vscode.Uri.parse(uri) : vscode.window.activeTextEditor?.document.uri,
    changeId: typeof changeId === "string" ? changeId : undefined,
    reviewId: typeof reviewId === "string" ? reviewId : undefined,
  };
}

/** The editor that shows the review's document: the active one if it does. */
export function editorOf({ uri }: OpenReview): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const shows = (editor: vscode.TextEditor): boolean => editor.document.uri.toString() === uri.toString();
  return activeTextEditor && shows(activeTextEditor) ? activeTextEditor : visibleTextEditors.find(shows);
}

/** The open change at the cursor; the only one when there is just one. */
export function changeAtCursor(open: OpenReview): ReviewChange | undefined {
  const changes = openChanges(open.review);
  const line = editorOf(open)?.selection.active.line;
  const at = changes.find((change) => {
    const { start, end } = linesOf(change);
    // An insertion is shown between two lines and belongs to both.
    const first = change.oldLines.length === 0 ? start.line - 1 : start.line;
    return line !== undefined && line >= first && line <= end.line;
  });
  return at ?? (changes.length === 1 ? changes[0] : undefined);
}

/** The open change after the cursor's line, or before it; undefined when there is none. */
export function changeFromCursor(
  open: OpenReview,
  line: number,
  direction: "next" | "previous",
): ReviewChange | undefined {
  const changes = openChanges(open.review);
  return direction === "next"
    ? changes.find((change) => lineOf(change) > line)
    : changes.findLast((change) => lineOf(change) < line);
}

function lineOf(change: ReviewChange): number {
  return linesOf(change).start.line;
}

import * as vscode from "vscode";
import { linesOf } from "../../core/edits/review.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { OpenReviews } from "./openReviews.ts";
import { proposedUri } from "./proposedDocuments.ts";
import type { ProposedFiles } from "./proposedFiles.ts";
import { changeFromCursor } from "./reviewSubject.ts";

export type GoParts = {
  readonly t: Translate;
  readonly tell: (sentence: string) => void;
  readonly reviews: OpenReviews;
  readonly files: ProposedFiles;
};

/** Goes to a proposed change: from the cursor in the active editor, or to a file that something is proposed for. */
export async function goToChange(direction: "next" | "previous", { t, tell, reviews, files }: GoParts): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const here = active && reviews.of(active.document.uri);
  const open = here ?? reviews.all()[0];
  if (!open) {
    const file = files.all()[0];
    if (file) {
      const uri = vscode.Uri.parse(file.uri);
      await vscode.window.showTextDocument(file.kind === "create" ? proposedUri("new", uri) : uri, { preview: false });
    } else tell(t("Nothing is proposed at the moment."));
    return;
  }
  const editor = here ? active : await vscode.window.showTextDocument(open.uri);
  const line = here ? editor.selection.active.line : direction === "next" ? -1 : editor.document.lineCount;
  const change = changeFromCursor(open, line, direction);
  if (!change) return;
  const start = editor.document.validatePosition(new vscode.Position(linesOf(change).start.line, 0));
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

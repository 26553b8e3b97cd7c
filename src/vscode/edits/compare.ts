import * as vscode from "vscode";
import { acceptAll } from "../../core/edits/review.ts";
import { applyTextChanges } from "../../core/edits/textChanges.ts";
import type { Translate } from "../../shared/l10n.ts";
import { findDocument, nameOf } from "./documents.ts";
import type { OpenReview } from "./openReviews.ts";
import { proposedUri } from "./proposedDocuments.ts";
import { eolOf } from "./textRanges.ts";

/** Shows the document beside what it would be with all pending changes, in VS Code's own diff editor. */
export async function openCompare(
  { uri, languageId }: OpenReview,
  t: Translate,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> {
  // Both sides are read-only copies: in a diff editor the file itself would show the review once more.
  const current = proposedUri("current", uri);
  const proposed = proposedUri("proposed", uri);
  // The path alone does not say what the person chose, nor what a notebook's cell is written in.
  for (const side of [current, proposed]) {
    const document = await vscode.workspace.openTextDocument(side);
    if (document.languageId !== languageId) await vscode.languages.setTextDocumentLanguage(document, languageId);
  }
  const title = t("{0}: current ↔ proposed", nameOf(uri));
  await vscode.commands.executeCommand("vscode.diff", current, proposed, title, options);
}

/** The text of one side; undefined when the document is gone. */
export async function compareText(
  { uri, review }: OpenReview,
  side: "current" | "proposed",
): Promise<string | undefined> {
  const document = await findDocument(uri);
  if (!document) return undefined;
  const text = document.getText();
  if (side === "current") return text;
  const edits = acceptAll(review).edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", eolOf(document)) }));
  return applyTextChanges(text, edits);
}

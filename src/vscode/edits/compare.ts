import * as vscode from "vscode";
import type { FileProposal, FileStep } from "../../core/edits/fileProposal.ts";
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
  for (const side of [current, proposed]) await openAs(side, languageId);
  const title = t("{0}: current ↔ proposed", nameOf(uri));
  await vscode.commands.executeCommand("vscode.diff", current, proposed, title, options);
}

/** Without zones the proposed lines are to be seen in Compare only; a notebook's cells have none. */
export async function compareWhereZonesAreHidden(open: OpenReview, t: Translate): Promise<void> {
  const { uri } = open;
  const areVisible = vscode.workspace.getConfiguration("comments").get<boolean>("visible", true);
  const areShown = areVisible && uri.scheme !== "vscode-notebook-cell";
  if (!areShown) await openCompare(open, t, { preserveFocus: true, viewColumn: vscode.ViewColumn.Beside });
}

/** A file in a comparison of several. */
export type ComparedFile = {
  readonly uri: vscode.Uri;
  readonly open: OpenReview | undefined;
  readonly file: FileProposal | undefined;
};

/** Shows several files beside what they would become, in VS Code's editor for many diffs. */
export async function openCompareAll(files: readonly ComparedFile[], t: Translate): Promise<void> {
  const rows = await Promise.all(files.map(toRow));
  await vscode.commands.executeCommand("vscode.changes", compareAllTitle(t), rows);
}

/** Why a file has no two texts to compare. */
export function whyNotCompared(kind: FileStep["kind"], t: Translate): string {
  switch (kind) {
    case "create":
      return t("The file is new, so there is nothing to compare it with.");
    case "delete":
      return t("The whole file is to be deleted, so there is nothing to compare it with.");
    case "rename":
      return t("The text of the file stays as it is, so there is nothing to compare.");
  }
}

/** Closes what {@link openCompareAll} opened, without moving the focus. */
export async function closeCompareAll(t: Translate): Promise<void> {
  const title = compareAllTitle(t);
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.label.startsWith(title) && !showsOther(tab));
  if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
}

/** VS Code has no public name for what a tab with many diffs shows. */
function showsOther({ input }: vscode.Tab): boolean {
  return (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputWebview ||
    input instanceof vscode.TabInputCustom
  );
}

function compareAllTitle(t: Translate): string {
  return t("Proposed changes");
}

/** The file with its two sides, of which one may be missing. */
async function toRow({ uri, open, file }: ComparedFile): Promise<readonly (vscode.Uri | undefined)[]> {
  if (file?.kind === "create") return [uri, undefined, proposedUri("new", uri)];
  const current = proposedUri("current", uri);
  if (file?.kind === "delete") return [uri, current, undefined];
  const proposed = proposedUri("proposed", uri);
  if (open) for (const side of [current, proposed]) await openAs(side, open.languageId);
  return [file ? vscode.Uri.parse(file.newUri) : uri, current, proposed];
}

async function openAs(uri: vscode.Uri, languageId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.languageId !== languageId) await vscode.languages.setTextDocumentLanguage(document, languageId);
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
  const edits = acceptAll(review, text).edits.map((edit) => ({
    ...edit,
    text: edit.text.replaceAll("\n", eolOf(document)),
  }));
  return applyTextChanges(text, edits);
}

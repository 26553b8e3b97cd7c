import * as vscode from "vscode";
import { linesOf, type ReviewChange } from "../../core/edits/review.ts";
import type { FileProposal } from "../../core/edits/fileProposal.ts";
import { commandIds } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { Shown } from "./openAlternatives.ts";
import type { WritingView } from "./writings.ts";

/** What a review's CodeLens passes to its command. */
export type ReviewArgument = { readonly uri: string; readonly changeId?: string };

/** What a CodeLens for several files passes: one proposal, or nothing for all that is open. */
type FilesArgument = { readonly reviewId?: string };

export type LensContext = {
  readonly isOneOfSeveral: boolean;
  /** Which of several alternatives a proposal shows. */
  readonly shownOf: (proposalId: string) => Shown | undefined;
};

/** The line above which the CodeLenses of a change are. */
export function lineOf(change: ReviewChange, lineCount: number): number {
  return Math.min(linesOf(change).start.line, lineCount - 1);
}

/** The CodeLenses above the open changes of a document: its own above each, those for all above the first. */
export function reviewLenses(
  uri: vscode.Uri,
  changes: readonly ReviewChange[],
  lineCount: number,
  { isOneOfSeveral, shownOf }: LensContext,
  t: Translate,
): readonly vscode.CodeLens[] {
  const argument: ReviewArgument = { uri: uri.toString() };
  return changes.flatMap((change, index) => {
    const line = lineOf(change, lineCount);
    const range = new vscode.Range(line, 0, line, 0);
    const own: ReviewArgument = { ...argument, changeId: change.id };
    const accept = lens(range, commandIds.reviewAccept, t("Accept"), own);
    const reject = lens(range, commandIds.reviewReject, t("Reject"), own);
    const edit = lens(range, commandIds.reviewEdit, t("Edit"), own);
    return [
      ...(change.state === "stale" ? [reject] : [accept, reject, edit]),
      ...(index === 0
        ? [
            ...lensesForAll(range, argument, t),
            lens(range, commandIds.reviewCompare, t("Compare"), argument),
            ...lensesForFiles(range, change.proposalId, isOneOfSeveral, t),
          ]
        : []),
      ...(changes[index - 1]?.proposalId === change.proposalId
        ? []
        : alternativeLenses(range, own, shownOf(change.proposalId), t)),
    ];
  });
}

function alternativeLenses(
  range: vscode.Range,
  argument: ReviewArgument,
  shown: Shown | undefined,
  t: Translate,
): readonly vscode.CodeLens[] {
  if (!shown) return [];
  return [
    new vscode.CodeLens(range, { title: t("Alternative {0} of {1}", shown.number, shown.count), command: "" }),
    lens(range, commandIds.reviewPreviousAlternative, t("Previous Alternative"), argument),
    lens(range, commandIds.reviewNextAlternative, t("Next Alternative"), argument),
  ];
}

/** The CodeLenses above an edit that is being written. */
export function writingLenses({ id, line }: WritingView, lineCount: number, t: Translate): readonly vscode.CodeLens[] {
  const top = Math.min(line, lineCount - 1);
  const range = new vscode.Range(top, 0, top, 0);
  return [
    new vscode.CodeLens(range, { title: t("Writing…"), command: "" }),
    new vscode.CodeLens(range, { title: t("Stop"), command: commandIds.stop, arguments: [{ writing: id }] }),
  ];
}

/** The CodeLenses at the top of a file that is to be created, deleted or renamed, with what is to become of it. */
export function fileLenses(file: FileProposal, isOneOfSeveral: boolean, t: Translate): readonly vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const own: ReviewArgument = { uri: file.uri, changeId: file.id };
  return [
    ...(file.kind === "create"
      ? lensesForAll(top, { uri: file.uri }, t)
      : [lens(top, commandIds.reviewAccept, t("Accept"), own), lens(top, commandIds.reviewReject, t("Reject"), own)]),
    ...lensesForFiles(top, file.id, isOneOfSeveral, t),
    new vscode.CodeLens(top, { title: describeStep(file, t), command: "" }),
  ];
}

function describeStep(file: FileProposal, t: Translate): string {
  switch (file.kind) {
    case "create":
      return t("New file {0}", pathOf(file.uri));
    case "delete":
      return t("Delete {0}", pathOf(file.uri));
    case "rename":
      return t("Rename to {0}", pathOf(file.newUri));
  }
}

function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

/** Where several files are open in review: all of them side by side, and the proposal of this one as a whole. */
function lensesForFiles(
  range: vscode.Range,
  reviewId: string,
  isOneOfSeveral: boolean,
  t: Translate,
): readonly vscode.CodeLens[] {
  return isOneOfSeveral
    ? [
        lens(range, commandIds.reviewCompareAll, t("Compare All Files"), {}),
        lens(range, commandIds.reviewAcceptAll, t("Accept All Files"), { reviewId }),
      ]
    : [];
}

function lensesForAll(range: vscode.Range, argument: ReviewArgument, t: Translate): readonly vscode.CodeLens[] {
  return [
    lens(range, commandIds.reviewAcceptAll, t("Accept All"), argument),
    lens(range, commandIds.reviewRejectAll, t("Reject All"), argument),
  ];
}

function lens(
  range: vscode.Range,
  command: string,
  title: string,
  argument: ReviewArgument | FilesArgument,
): vscode.CodeLens {
  return new vscode.CodeLens(range, { title, command, arguments: [argument] });
}

import * as vscode from "vscode";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { indentOf } from "../../core/edits/indentation.ts";

/** Asks the person in which of several equally good places of a document a change is meant; undefined for none. */
export type PickPlace = (document: vscode.TextDocument, places: readonly LineRange[]) => Promise<LineRange | undefined>;

type PlaceItem = vscode.QuickPickItem & { readonly place: LineRange };

/** By its first line, its number and the line that it stands under. */
export const pickPlace: PickPlace = async (document, places) => {
  const items = places.map((place) => toItem(document, place));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Several places in {0} are alike", vscode.workspace.asRelativePath(document.uri)),
    placeHolder: vscode.l10n.t("Pick the one to change."),
    matchOnDetail: true,
    onDidSelectItem: (item) => reveal(document, items.find((each) => each === item)?.place),
  });
  return picked?.place;
};

/** Scrolls there in the editors that show the document already. */
function reveal(document: vscode.TextDocument, place: LineRange | undefined): void {
  if (!place) return;
  const range = new vscode.Range(place.startLine, 0, place.endLine, 0);
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document === document) editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

function toItem(document: vscode.TextDocument, place: LineRange): PlaceItem {
  const { startLine, endLine } = place;
  const last = Math.min(Math.max(endLine, startLine + 1), document.lineCount) - 1;
  let first = Math.min(startLine, last);
  while (first < last && document.lineAt(first).isEmptyOrWhitespace) first++;
  const { text } = document.lineAt(first);
  const label = vscode.l10n.t("Line {0}: {1}", startLine + 1, text.trim());
  const above = lineAbove(document, first);
  return above === undefined ? { label, place } : { label, place, detail: above };
}

/** The nearest line above that is indented less, which mostly names what the line is in. */
function lineAbove(document: vscode.TextDocument, line: number): string | undefined {
  const indent = indentOf(document.lineAt(line).text).length;
  for (let above = line - 1; above >= 0; above--) {
    const { text, isEmptyOrWhitespace } = document.lineAt(above);
    if (!isEmptyOrWhitespace && indentOf(text).length < indent) return text.trim();
  }
  return undefined;
}

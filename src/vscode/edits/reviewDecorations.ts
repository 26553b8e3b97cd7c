import * as vscode from "vscode";
import { linesOf } from "../../core/edits/review.ts";
import { isBlank } from "../../core/edits/lines.ts";
import type { ShownChange } from "./shownChange.ts";
import { toVsCodeRange } from "./textRanges.ts";

/** Marks the lines that changes would replace, and in the overview ruler those that they would add. */
export class ReviewDecorations implements vscode.Disposable {
  readonly #removed = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("diffEditor.removedLineBackground"),
    // Only high contrast themes have this colour, in place of the background.
    borderColor: new vscode.ThemeColor("diffEditor.removedTextBorder"),
    borderStyle: "dashed",
    borderWidth: "1px",
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.deletedForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #added = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.addedForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });

  /** @param isToGo whether all of the document is proposed to be deleted */
  show(editor: vscode.TextEditor, changes: readonly ShownChange[], isToGo: boolean): void {
    const fresh = changes.filter(({ state }) => state !== "stale");
    const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
    editor.setDecorations(this.#removed, isToGo ? [whole] : fresh.filter(removes).map(rangeOf));
    editor.setDecorations(this.#added, fresh.filter((change) => !removes(change)).map(rangeOf));
  }

  dispose(): void {
    this.#removed.dispose();
    this.#added.dispose();
  }
}

function removes({ oldLines }: ShownChange): boolean {
  return !oldLines.every(isBlank);
}

function rangeOf(change: ShownChange): vscode.Range {
  return toVsCodeRange(linesOf(change));
}

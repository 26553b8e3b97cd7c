import type * as vscode from "vscode";
import { fitReplacement, type FitTarget } from "../../core/edits/fit.ts";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { isBlank } from "../../core/edits/lines.ts";
import { fitTarget } from "./fitTarget.ts";

type Place = { readonly start: number; readonly end: number; readonly target: FitTarget };

/**
 * Ranges of a document at the moment when new texts for them were asked for; what is typed later changes nothing here.
 */
export class RequestedEdit {
  /** The whole document. */
  readonly base: string;
  readonly languageId: string;
  readonly #places: readonly Place[];
  readonly #lines: LineRange | undefined;

  /** The ranges are in their order and do not overlap. An empty one is an insertion. */
  constructor(document: vscode.TextDocument, ranges: readonly vscode.Range[]) {
    this.base = document.getText();
    this.languageId = document.languageId;
    this.#lines = wholeLines(document, ranges);
    this.#places = ranges.map((range) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      target: fitTarget(document, range),
    }));
  }

  /** The text in each range. */
  get originals(): readonly string[] {
    return this.#places.map(({ target }) => target.original);
  }

  /** The only range, when it is whole lines but for white space at its ends. */
  get lines(): LineRange | undefined {
    return this.#lines;
  }

  /** The whole document with a model's replacement in each range, which may be what it is already. */
  replacedBy(replacements: readonly string[]): string {
    const parts = this.#places.map(({ start, end, target }, index) => {
      const fitted = fitReplacement(replacements[index] ?? "", target);
      const text = fitted.type === "unchanged" ? this.base.slice(start, end) : fitted.text;
      return this.base.slice(this.#places[index - 1]?.end ?? 0, start) + text;
    });
    return parts.join("") + this.base.slice(this.#places.at(-1)?.end ?? 0);
  }
}

function wholeLines(document: vscode.TextDocument, ranges: readonly vscode.Range[]): LineRange | undefined {
  const [range] = ranges;
  if (!range || ranges.length > 1 || range.isEmpty) return undefined;
  const { start, end } = range;
  // Space around the code is left out of a selection as often as not.
  if (!isBlank(document.lineAt(start.line).text.slice(0, start.character))) return undefined;
  if (end.character === 0) return { startLine: start.line, endLine: end.line };
  const isWhole = isBlank(document.lineAt(end.line).text.slice(end.character));
  return isWhole ? { startLine: start.line, endLine: end.line + 1 } : undefined;
}

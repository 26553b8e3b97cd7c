import { findElision } from "../elisions.ts";
import { parseFences } from "../fences.ts";
import { fitReplacement, type FitTarget } from "../fit.ts";
import { lineChangesBetween, type LineChange } from "../lineChanges.ts";
import { isBlank, splitLines } from "../lines.ts";
import { readReplacement } from "../replacement.ts";
import { ReachedLines } from "./reachedLines.ts";

/** A finer diff of a text that is not finished helps nobody; it is made several times a second. */
const LONGEST_EDIT = 300;
/** An answer that begins in one of these ways names the places of its changes itself: there is nothing to align. */
const EDIT_MARKS = /^(?:<{5,} |-{3} |\*{3} |@@ |diff --git )/;

/** What an answer that is still being written changes so far in the lines that it is to replace. */
export class GrowingEdit {
  readonly #target: FitTarget;
  readonly #oldLines: readonly string[];
  #newLines: readonly string[] = [];
  #reached: ReachedLines;
  #whole: { readonly text: string; readonly changes: readonly LineChange[] } | undefined;

  constructor(target: FitTarget) {
    this.#target = target;
    this.#oldLines = splitLines(target.before + target.original + target.after);
    this.#reached = new ReachedLines(this.#oldLines);
  }

  /**
   * The changes that are certain in `answer`, the whole text so far, in lines counted from the first that the target
   * touches. Its last line may still grow, so it does not count, and the lines below the place that the answer has come
   * to count as they are. Once the code block is closed, these are the changes of the whole answer.
   */
  changes(answer: string): readonly LineChange[] {
    const written = answer.slice(0, answer.lastIndexOf("\n") + 1);
    const [block] = parseFences(written);
    if (!block || EDIT_MARKS.test(block.code)) return [];
    return block.closed
      ? this.#wholeChanges(written)
      : this.#changesTo(this.#linesOf(splitLines(block.code).slice(0, -1)));
  }

  #wholeChanges(answer: string): readonly LineChange[] {
    const { before, after, original, languageId } = this.#target;
    const replacement = readReplacement(answer, { languageId, original });
    if (replacement.type === "refused") return [];
    if (this.#whole?.text !== replacement.text) {
      const newLines = splitLines(before + this.#fit(replacement.text) + after);
      this.#whole = { text: replacement.text, changes: lineChangesBetween(this.#oldLines, newLines) };
    }
    return this.#whole.changes;
  }

  /** Whole lines of the document; the blank ones at the end may be the old text's. */
  #linesOf(lines: readonly string[]): readonly string[] {
    const elision = findElision(lines.join("\n"), this.#target.original);
    // What stands behind left-out code has no place before all of it is known.
    const end = elision === undefined ? lines.length : lines.findIndex((line) => line.trim() === elision);
    const certain = lines.slice(0, end);
    if (certain.every(isBlank)) return [];
    const fitted = splitLines(this.#target.before + this.#fit(certain.join("\n")));
    return fitted.slice(0, fitted.findLastIndex((line) => !isBlank(line)) + 1);
  }

  #changesTo(newLines: readonly string[]): readonly LineChange[] {
    const known = this.#newLines;
    // What comes later can show that the lines before it lack indentation; then everything is read anew.
    const isSame = known.length <= newLines.length && known.every((line, index) => line === newLines[index]);
    if (!isSame) this.#reached = new ReachedLines(this.#oldLines);
    this.#reached.push(isSame ? newLines.slice(known.length) : newLines);
    this.#newLines = newLines;
    return lineChangesBetween(this.#oldLines.slice(0, this.#reached.count), newLines, LONGEST_EDIT);
  }

  #fit(code: string): string {
    const fitted = fitReplacement(code, this.#target);
    return fitted.type === "fitted" ? fitted.text : this.#target.original;
  }
}

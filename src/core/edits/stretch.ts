import { withLineEdit, type LineEdit } from "./lineEdit.ts";
import type { LineChange } from "./lineChanges.ts";
import { mergeLines, type Conflict } from "./merge/mergeTexts.ts";

/** Whole lines of a document that a change is about. They follow what is typed, and grow to what is typed across them. */
export type Stretch = {
  /** The first of its lines in the document, or the line above which an insertion is put. */
  readonly startLine: number;
  /** What stood there when the change was proposed. */
  readonly base: readonly string[];
  /** What is to stand there. */
  readonly theirs: readonly string[];
  /** What stands there now. */
  readonly mine: readonly string[];
};

/** The stretch after an edit of the document, whose lines were `lines` before it. */
export function followed(stretch: Stretch, edit: LineEdit, lines: readonly string[]): Stretch {
  const { startLine, base, mine, theirs } = stretch;
  const endLine = startLine + mine.length;
  if (edit.from === edit.to && (edit.from === startLine || edit.from === endLine)) {
    const inside = edit.from === endLine ? [...mine, ...edit.lines] : [...edit.lines, ...mine];
    const isInPlace = mine.length === 0 && base.length > 0;
    // Lines at its ends stay outside, unless they are its own: that is what undoing and redoing puts there.
    if (isInPlace || isSame(inside, base) || isSame(inside, theirs)) return { ...stretch, mine: inside };
  }
  if (edit.to <= startLine) return { ...stretch, startLine: startLine + grownBy(edit) };
  if (edit.from >= endLine) return stretch;
  const above = lines.slice(edit.from, startLine);
  const below = lines.slice(endLine, edit.to);
  const from = startLine - above.length;
  return {
    startLine: from,
    base: [...above, ...base, ...below],
    theirs: [...above, ...theirs, ...below],
    mine: withLineEdit([...above, ...mine, ...below], { ...edit, from: edit.from - from, to: edit.to - from }),
  };
}

/** What is still to be done to what stands there, as one change; undefined when there is nothing left to do. */
export function toDo(stretch: Stretch): (LineChange & { readonly conflict: Conflict }) | undefined {
  const { startLine, base, mine, theirs } = stretch;
  if (isSame(mine, base)) {
    return { startLine, endLine: startLine + mine.length, oldLines: mine, newLines: theirs, conflict: "none" };
  }
  const merged = mergeLines(stretch);
  const [first, last] = [merged[0], merged.at(-1)];
  if (!first || !last) return undefined;
  const newLines = merged.flatMap((change, index) => [
    ...mine.slice(merged[index - 1]?.endLine ?? first.startLine, change.startLine),
    ...change.newLines,
  ]);
  return {
    startLine: startLine + first.startLine,
    endLine: startLine + last.endLine,
    oldLines: mine.slice(first.startLine, last.endLine),
    newLines,
    conflict: merged.find(({ conflict }) => conflict !== "none")?.conflict ?? "none",
  };
}

export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function grownBy({ from, to, lines }: LineEdit): number {
  return lines.length - (to - from);
}

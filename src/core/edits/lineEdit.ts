import { exactHunks } from "./hunks.ts";
import { splitLines } from "./lines.ts";
import type { TextChange } from "./trackedRange.ts";

/** Lines `from` to `to` (exclusive) become `lines`. */
export type LineEdit = { readonly from: number; readonly to: number; readonly lines: readonly string[] };

/**
 * What a change of text does to whole lines, from the bottom up. Lines that are put above or below a line leave that
 * line alone, and so does taking lines away; anything else at its ends changes it.
 *
 * @param lines of the text before the change
 */
export function toLineEdits({ start, end, text }: TextChange, lines: readonly string[]): readonly LineEdit[] {
  const first = lines[start.line] ?? "";
  const last = lines[end.line] ?? "";
  const made = splitLines(first.slice(0, start.character) + text + last.slice(end.character));
  const takesLines = text === "" && start.line < end.line;
  const keepsLast = end.character === 0 && (/[\r\n]$/.test(text) || (takesLines && start.character === 0));
  const keepsFirst =
    !keepsLast &&
    start.character === first.length &&
    (/^[\r\n]/.test(text) || (takesLines && end.character === last.length));
  const edit = {
    from: start.line + (keepsFirst ? 1 : 0),
    to: end.line + (keepsLast ? 0 : 1),
    lines: made.slice(keepsFirst ? 1 : 0, keepsLast ? -1 : undefined),
  };
  const old = lines.slice(edit.from, edit.to);
  if (old.length === 0 || edit.lines.length === 0) return [edit];
  return exactHunks(old, edit.lines)
    .map(({ oldStart, oldEnd, newStart, newEnd }) => ({
      from: edit.from + oldStart,
      to: edit.from + oldEnd,
      lines: edit.lines.slice(newStart, newEnd),
    }))
    .toReversed();
}

/** The lines after `edit`. */
export function withLineEdit(lines: readonly string[], { from, to, lines: made }: LineEdit): readonly string[] {
  return lines.toSpliced(from, to - from, ...made);
}

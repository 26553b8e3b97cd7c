import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";

/** Both sides of a piece as they are looked for. */
export type Sides = {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** How many blank lines were taken off the beginning. */
  readonly dropped: number;
  /** They say how the file ends, so that they stand there or nowhere. */
  readonly isEnd?: boolean;
};

/**
 * The sides as the piece has them; where that is something else, as they are without what they say of the end of the
 * file, and without the blank lines at their ends.
 */
export function sidesOf(piece: PieceReplacement): readonly Sides[] {
  const all = { oldLines: withoutMark(piece.oldLines), newLines: withoutMark(piece.newLines), dropped: 0 };
  const isEnd = piece.atEnd === true && isEnded(all.oldLines) !== isEnded(all.newLines);
  const whole = isEnd ? { ...all, oldLines: withoutEnd(all.oldLines), newLines: withoutEnd(all.newLines) } : all;
  const core = withoutBlankEnds(whole);
  return [
    ...(isEnd ? [{ ...all, isEnd }] : []),
    ...(core.oldLines.length === whole.oldLines.length ? [] : [whole]),
    core,
  ];
}

function isEnded(lines: readonly string[]): boolean {
  return lines.at(-1) === "";
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  return isEnded(lines) ? lines.slice(0, -1) : lines;
}

/** A byte order mark belongs to the file, never to a line. */
function withoutMark(lines: readonly string[]): readonly string[] {
  const [first = ""] = lines;
  return first.startsWith("\uFEFF") ? [first.slice(1), ...lines.slice(1)] : lines;
}

/** Without the blank lines at both ends of the old lines, and without as many of the new ones. */
function withoutBlankEnds({ oldLines, newLines }: Sides): Sides {
  const first = oldLines.findIndex((line) => !isBlank(line));
  const head = first === -1 ? oldLines.length : first;
  const last = oldLines.findLastIndex((line) => !isBlank(line));
  const tail = first === -1 ? 0 : oldLines.length - 1 - last;
  const start = Math.min(head, leadingBlanks(newLines));
  const end = Math.min(tail, leadingBlanks(newLines.slice(start).toReversed()));
  return {
    oldLines: oldLines.slice(head, oldLines.length - tail),
    newLines: newLines.slice(start, newLines.length - end),
    dropped: head,
  };
}

function leadingBlanks(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? lines.length : first;
}

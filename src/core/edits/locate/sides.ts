import { withPlainIndent } from "../damage/textDamage.ts";
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
  const all = { oldLines: cleaned(piece.oldLines), newLines: cleaned(piece.newLines), dropped: 0 };
  const isEnd = piece.atEnd === true && isEnded(all.oldLines) !== isEnded(all.newLines);
  const whole = isEnd ? { ...all, oldLines: withoutEnd(all.oldLines), newLines: withoutEnd(all.newLines) } : all;
  const core = withoutBlankEnds(whole, piece.isMarked === true);
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
function cleaned(lines: readonly string[]): readonly string[] {
  const [first = ""] = lines;
  const own = first.startsWith("\uFEFF") ? [first.slice(1), ...lines.slice(1)] : lines;
  return own.map(withPlainIndent);
}

/**
 * Without the blank lines at both ends of the old lines, and without as many of the new ones. Where lines are marked
 * every blank one counts, so that as many go from both.
 */
function withoutBlankEnds({ oldLines, newLines }: Sides, isMarked: boolean): Sides {
  const head = leadingBlanks(oldLines);
  const start = Math.min(head, leadingBlanks(newLines));
  const first = isMarked ? start : head;
  const [oldRest, newRest] = [oldLines.slice(first), newLines.slice(start)];
  const tail = leadingBlanks(oldRest.toReversed());
  const end = Math.min(tail, leadingBlanks(newRest.toReversed()));
  const last = isMarked ? end : tail;
  return {
    oldLines: oldRest.slice(0, oldRest.length - last),
    newLines: newRest.slice(0, newRest.length - end),
    dropped: first,
  };
}

function leadingBlanks(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? lines.length : first;
}

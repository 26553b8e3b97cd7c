import { withPlainIndent } from "../damage/textDamage.ts";
import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";

/** Both sides of a piece as they are looked for. */
export type Sides = {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** As in {@link PieceReplacement}. */
  readonly marks?: string | undefined;
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
  const { marks } = piece;
  const all = { oldLines: cleaned(piece.oldLines), newLines: cleaned(piece.newLines), marks, dropped: 0 };
  const isEnd = piece.atEnd === true && isEnded(all.oldLines) !== isEnded(all.newLines);
  const whole = isEnd ? withoutEnd(all) : all;
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

function withoutEnd({ oldLines, newLines, marks, dropped }: Sides): Sides {
  const [oldRest, newRest] = [oldLines, newLines].map((lines) => (isEnded(lines) ? lines.slice(0, -1) : lines));
  const withoutOld = marks && isEnded(oldLines) ? withoutLast(marks, "-", "+") : marks;
  const withoutNew = withoutOld && isEnded(newLines) ? withoutLast(withoutOld, "+", "-") : withoutOld;
  return { oldLines: oldRest ?? [], newLines: newRest ?? [], marks: withoutNew, dropped };
}

/** The marks when one side loses its last line, which the other one may keep. */
function withoutLast(marks: string, own: string, other: string): string {
  const at = Math.max(marks.lastIndexOf(own), marks.lastIndexOf(" "));
  return marks.slice(0, at) + (marks[at] === " " ? other : "") + marks.slice(at + 1);
}

/** A byte order mark belongs to the file, never to a line. */
function cleaned(lines: readonly string[]): readonly string[] {
  const [first = ""] = lines;
  const own = first.startsWith("\uFEFF") ? [first.slice(1), ...lines.slice(1)] : lines;
  return own.map(withPlainIndent);
}

/**
 * Without the blank lines at both ends of the old lines, and without as many of the new ones. Where lines are marked
 * only those go that are kept.
 */
function withoutBlankEnds({ oldLines, newLines, marks, ...others }: Sides): Sides {
  if (marks !== undefined) {
    const start = Math.min(leadingBlanks(oldLines), marks.length - marks.trimStart().length);
    const rest = marks.slice(start);
    const blanks = leadingBlanks(oldLines.slice(start).toReversed());
    const end = Math.min(blanks, rest.length - rest.trimEnd().length);
    const inner = (lines: readonly string[]): readonly string[] => lines.slice(start, lines.length - end);
    const marksLeft = rest.slice(0, rest.length - end);
    return { ...others, oldLines: inner(oldLines), newLines: inner(newLines), marks: marksLeft, dropped: start };
  }
  const first = leadingBlanks(oldLines);
  const start = Math.min(first, leadingBlanks(newLines));
  const [oldRest, newRest] = [oldLines.slice(first), newLines.slice(start)];
  const last = leadingBlanks(oldRest.toReversed());
  const end = Math.min(last, leadingBlanks(newRest.toReversed()));
  return {
    ...others,
    oldLines: oldRest.slice(0, oldRest.length - last),
    newLines: newRest.slice(0, newRest.length - end),
    dropped: first,
  };
}

function leadingBlanks(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? lines.length : first;
}

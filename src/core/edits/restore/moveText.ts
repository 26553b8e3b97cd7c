import type { LineRange } from "../answer/fileAnswer.ts";
import { hunksBetween } from "../hunks.ts";
import { applyLineChanges } from "../lineChanges.ts";
import { splitLines, withLf } from "../lines.ts";
import { mergeTexts } from "../merge/mergeTexts.ts";

/** A change of a whole text, to be brought into another text. */
export type Move = { readonly from: string; readonly to: string };

export type Moved = {
  /** With "\n" for every line break. What is in conflict stays as it was. */
  readonly text: string;
  /** Lines of the text before that both the moves and somebody else changed; from the top. */
  readonly conflicts: readonly LineRange[];
};

/** Brings `moves`, one after the other, into `text`; what else changed in it since stays. */
export function moveText(text: string, moves: readonly Move[]): Moved {
  const original = withLf(text);
  const conflicts: LineRange[] = [];
  let moved = original;
  for (const { from, to } of moves) {
    const changes = mergeTexts(from, moved, to);
    const lines = changes.filter(({ conflict }) => conflict !== "none");
    conflicts.push(...inOriginal(original, moved, lines));
    moved = applyLineChanges(
      moved,
      changes.filter(({ conflict }) => conflict === "none"),
    ).join("\n");
  }
  return { text: moved, conflicts: conflicts.toSorted((a, b) => a.startLine - b.startLine) };
}

/** Where lines of a text that came out of another one stand in that one. */
function inOriginal(original: string, text: string, ranges: readonly LineRange[]): readonly LineRange[] {
  if (original === text || ranges.length === 0) return ranges.map(toRange);
  const hunks = hunksBetween(splitLines(original), splitLines(text));
  const lineOf = (line: number, end: boolean): number => {
    const hunk = hunks.findLast(({ newStart }) => newStart <= line);
    if (!hunk) return line;
    if (line >= hunk.newEnd) return line - hunk.newEnd + hunk.oldEnd;
    return end ? hunk.oldEnd : hunk.oldStart;
  };
  return ranges.map(({ startLine, endLine }) => ({
    startLine: lineOf(startLine, false),
    endLine: lineOf(endLine, true),
  }));
}

function toRange({ startLine, endLine }: LineRange): LineRange {
  return { startLine, endLine };
}

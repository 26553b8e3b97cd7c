import { hunksBetween } from "./hunks.ts";
import { splitLines } from "./lines.ts";

/** Lines of one text that become lines of another: an insertion has no old lines, a deletion no new ones. */
export type LineChange = {
  /** First line that changes, from 0, in the original. */
  readonly startLine: number;
  /** The line after the last one that changes. */
  readonly endLine: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
};

/**
 * What makes `replacement` out of `original`, line by line, from the top; changes with no more than one unchanged
 * line between them are one. Line breaks are not compared: a document has one kind, and keeps it.
 */
export function lineChanges(original: string, replacement: string): readonly LineChange[] {
  return lineChangesBetween(splitLines(original), splitLines(replacement));
}

/** The same for lists of lines, which may be empty. `longestEdit` as in {@link hunksBetween}. */
export function lineChangesBetween(
  oldLines: readonly string[],
  newLines: readonly string[],
  longestEdit?: number,
): readonly LineChange[] {
  return hunksBetween(oldLines, newLines, longestEdit).map(({ oldStart, oldEnd, newStart, newEnd }) => ({
    startLine: oldStart,
    endLine: oldEnd,
    oldLines: oldLines.slice(oldStart, oldEnd),
    newLines: newLines.slice(newStart, newEnd),
  }));
}

/** The lines of `original` after `changes`, all or some of those that {@link lineChanges} found for it. */
export function applyLineChanges(original: string, changes: readonly LineChange[]): readonly string[] {
  const lines = splitLines(original);
  return [
    ...changes.flatMap(({ startLine, newLines }, index) => [
      ...lines.slice(changes[index - 1]?.endLine ?? 0, startLine),
      ...newLines,
    ]),
    ...lines.slice(changes.at(-1)?.endLine ?? 0),
  ];
}

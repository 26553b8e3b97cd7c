import { hunksBetween } from "../hunks.ts";
import type { LineChange } from "../lineChanges.ts";

/**
 * The changes at the places where their lines are after the person has typed: in lines of `now` instead of `base`.
 * A change of lines that the person has changed too, or put lines into, is left out.
 */
export function amongTyped(
  changes: readonly LineChange[],
  base: readonly string[],
  now: readonly string[],
): readonly LineChange[] {
  const typed = hunksBetween(base, now);
  return changes.flatMap((change) => {
    const { startLine, endLine } = change;
    const touched = typed.some(({ oldStart, oldEnd }) => oldStart < endLine && oldEnd > startLine);
    if (touched) return [];
    const above = typed.findLast(({ oldEnd }) => oldEnd <= startLine);
    const by = above ? above.newEnd - above.oldEnd : 0;
    return [{ ...change, startLine: startLine + by, endLine: endLine + by }];
  });
}

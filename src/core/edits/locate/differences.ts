import { diffArrays } from "diff";
import type { Sides } from "./sides.ts";

/** Lines `oldStart` to `oldEnd` (exclusive) that become lines `newStart` to `newEnd` of the other side. */
export type Difference = {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
};

/** Beyond this many changed lines the finer difference takes long and shows nothing. */
const LONGEST_EDIT = 2_000;

/** What differs between the sides of a piece; the marks of a diff say which of two equal lines is the one that stays. */
export function differencesOf({ oldLines, newLines, marks }: Sides): readonly Difference[] {
  if (marks === undefined) return differences(oldLines, newLines);
  const found: Difference[] = [];
  let [oldStart, newStart] = [0, 0];
  for (const [rows] of marks.matchAll(/ +|[^ ]+/g)) {
    const [oldCount, newCount] = [rows.replaceAll("+", "").length, rows.replaceAll("-", "").length];
    const [oldEnd, newEnd] = [oldStart + oldCount, newStart + newCount];
    if (!rows.startsWith(" ")) {
      // A line that is taken away and put back stays.
      const changed = differences(oldLines.slice(oldStart, oldEnd), newLines.slice(newStart, newEnd));
      found.push(...changed.map((difference) => moved(difference, oldStart, newStart)));
    }
    [oldStart, newStart] = [oldEnd, newEnd];
  }
  return found;
}

function moved({ oldStart, oldEnd, newStart, newEnd }: Difference, oldBy: number, newBy: number): Difference {
  return { oldStart: oldStart + oldBy, oldEnd: oldEnd + oldBy, newStart: newStart + newBy, newEnd: newEnd + newBy };
}

/** What differs between two lists of lines, from the top; two differences have a line between them that stays. */
export function differences(before: readonly string[], after: readonly string[]): readonly Difference[] {
  const shorter = Math.min(before.length, after.length);
  let top = 0;
  while (top < shorter && before[top] === after[top]) top++;
  let bottom = 0;
  while (bottom < shorter - top && before.at(-1 - bottom) === after.at(-1 - bottom)) bottom++;
  const [oldLines, newLines] = [before, after].map((lines) => lines.slice(top, lines.length - bottom));
  return between(oldLines ?? [], newLines ?? []).map((difference) => moved(difference, top, top));
}

function between(before: readonly string[], after: readonly string[]): readonly Difference[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: LONGEST_EDIT });
  if (!parts) return [{ oldStart: 0, oldEnd: before.length, newStart: 0, newEnd: after.length }];
  const found: Difference[] = [];
  let [oldLine, newLine] = [0, 0];
  for (const { added, removed, value } of parts) {
    const oldEnd = added ? oldLine : oldLine + value.length;
    const newEnd = removed ? newLine : newLine + value.length;
    const last = found.at(-1);
    if (!added && !removed) {
      // Stays.
    } else if (last?.oldEnd === oldLine && last.newEnd === newLine) {
      found[found.length - 1] = { ...last, oldEnd, newEnd };
    } else {
      found.push({ oldStart: oldLine, oldEnd, newStart: newLine, newEnd });
    }
    [oldLine, newLine] = [oldEnd, newEnd];
  }
  return found;
}

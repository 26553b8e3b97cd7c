import { diffArrays } from "diff";
import { isBlank } from "./lines.ts";

/** Lines `oldStart` to `oldEnd` (exclusive) of one text that become lines `newStart` to `newEnd` of another. */
export type Hunk = {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
};

/** Beyond this many changed lines a finer diff helps nobody and takes long. */
const LONGEST_EDIT = 1_000;

/**
 * What differs between two lists of lines, from the top; two hunks have more than one unchanged line between them.
 * Where more than `longestEdit` lines changed, one hunk says so for all of them.
 */
export function hunksBetween(
  oldLines: readonly string[],
  newLines: readonly string[],
  longestEdit = LONGEST_EDIT,
): readonly Hunk[] {
  return merged(slid(merged(differences(oldLines, newLines, longestEdit), 1), oldLines, newLines), 1);
}

/** What differs between two lists of lines, from the top, as finely as it can be told: every line in a hunk changes. */
export function exactHunks(oldLines: readonly string[], newLines: readonly string[]): readonly Hunk[] {
  return merged(slid(differences(oldLines, newLines, LONGEST_EDIT), oldLines, newLines), 0);
}

function differences(oldLines: readonly string[], newLines: readonly string[], longestEdit: number): readonly Hunk[] {
  const shorter = Math.min(oldLines.length, newLines.length);
  let top = 0;
  while (top < shorter && oldLines[top] === newLines[top]) top++;
  let bottom = 0;
  while (bottom < shorter - top && oldLines.at(-1 - bottom) === newLines.at(-1 - bottom)) bottom++;
  const whole = {
    oldStart: top,
    oldEnd: oldLines.length - bottom,
    newStart: top,
    newEnd: newLines.length - bottom,
  };
  if (whole.oldStart === whole.oldEnd && whole.newStart === whole.newEnd) return [];

  const parts = diffArrays(oldLines.slice(top, whole.oldEnd), newLines.slice(top, whole.newEnd), {
    maxEditLength: longestEdit,
  });
  if (!parts) return [whole];
  const hunks: Hunk[] = [];
  let oldStart = top;
  let newStart = top;
  for (const { added, removed, value } of parts) {
    const oldEnd = added ? oldStart : oldStart + value.length;
    const newEnd = removed ? newStart : newStart + value.length;
    if (added || removed) hunks.push({ oldStart, oldEnd, newStart, newEnd });
    oldStart = oldEnd;
    newStart = newEnd;
  }
  return hunks;
}

/** Makes one of hunks that have no more than `gap` lines between them. */
function merged(hunks: readonly Hunk[], gap: number): readonly Hunk[] {
  const result: Hunk[] = [];
  for (const hunk of hunks) {
    const last = result.at(-1);
    if (last && hunk.oldStart - last.oldEnd <= gap) {
      result[result.length - 1] = { ...last, oldEnd: hunk.oldEnd, newEnd: hunk.newEnd };
    } else {
      result.push(hunk);
    }
  }
  return result;
}

/**
 * Moves insertions and deletions up or down where that says the same thing in a way that reads better: a whole
 * function, not the end of one and the beginning of the next.
 */
function slid(hunks: readonly Hunk[], oldLines: readonly string[], newLines: readonly string[]): readonly Hunk[] {
  let previousEnd = 0;
  return hunks.map((hunk, index) => {
    const room = {
      up: hunk.oldStart - previousEnd,
      down: (hunks[index + 1]?.oldStart ?? oldLines.length) - hunk.oldEnd,
    };
    const by = distance(hunk, room, oldLines, newLines);
    previousEnd = hunk.oldEnd + by;
    return {
      oldStart: hunk.oldStart + by,
      oldEnd: hunk.oldEnd + by,
      newStart: hunk.newStart + by,
      newEnd: hunk.newEnd + by,
    };
  });
}

type Room = { readonly up: number; readonly down: number };

function distance(hunk: Hunk, room: Room, oldLines: readonly string[], newLines: readonly string[]): number {
  if (hunk.oldStart === hunk.oldEnd) return bestSlide(newLines, hunk.newStart, hunk.newEnd, room);
  if (hunk.newStart === hunk.newEnd) return bestSlide(oldLines, hunk.oldStart, hunk.oldEnd, room);
  return 0;
}

function bestSlide(lines: readonly string[], start: number, end: number, room: Room): number {
  let best = 0;
  const consider = (by: number): void => {
    if (readability(lines, start + by, end + by) > readability(lines, start + best, end + best)) best = by;
  };
  for (let by = -1; -by <= room.up && lines[start + by] === lines[end + by]; by--) consider(by);
  for (let by = 1; by <= room.down && lines[start + by - 1] === lines[end + by - 1]; by++) consider(by);
  return best;
}

/** How well lines `start` to `end` read as one piece. */
function readability(lines: readonly string[], start: number, end: number): number {
  const first = lines[start] ?? "";
  const startsAfterGap = start === 0 || isBlank(lines[start - 1] ?? "");
  const endsAtGap = end === lines.length || isBlank(lines[end - 1] ?? "");
  const startsInside = /^\s*(?:[)\]}*]|end\b)/.test(first);
  return (startsAfterGap ? 2 : 0) + (endsAtGap ? 1 : 0) - (startsInside ? 4 : 0) - (isBlank(first) ? 1 : 0);
}

import type { RestorePoint } from "../../src/core/edits/restore/restorePoint.ts";

/** A point that was just accepted. */
export function restorePoint(before: string | undefined, after: string | undefined, at = 1): RestorePoint {
  return { at, before, after, undone: false };
}

import { splitLines, withLf } from "../lines.ts";
import type { LineRange } from "../answer/fileAnswer.ts";
import { moveText, type Move } from "./moveText.ts";
import type { RestorePoint } from "./restorePoint.ts";

/** What taking back accepted changes of a file, or applying them again, comes to. */
export type RestorePlan =
  /** `text` is the whole new text, with "\n" for every line break. `conflicts` are left as they are. */
  | { readonly type: "edit"; readonly text: string; readonly conflicts: readonly LineRange[] }
  /** Every line of it was edited since. */
  | { readonly type: "conflict"; readonly conflicts: readonly LineRange[] }
  /** The file says already what it is to say. */
  | { readonly type: "nothing" }
  /** The file is to go. */
  | { readonly type: "delete"; readonly isEdited: boolean }
  /** The file is to be made. */
  | { readonly type: "create"; readonly text: string }
  /** The file that was changed does not exist any more. */
  | { readonly type: "missing"; readonly text: string };

/**
 * Plans to take back `points`, or to apply them again, in a file that is `now` as it is.
 *
 * @param now the whole text, undefined when there is no file
 * @param points in the order in which they were accepted
 */
export function planRestore(
  now: string | undefined,
  points: readonly RestorePoint[],
  direction: "take-back" | "apply-again",
): RestorePlan {
  const moves =
    direction === "take-back"
      ? points.toReversed().map(({ before, after }) => ({ from: after, to: before }))
      : points.map(({ before, after }) => ({ from: before, to: after }));
  const goal = moves.at(-1)?.to;
  if (now === undefined) {
    if (goal === undefined) return { type: "nothing" };
    return moves[0]?.from === undefined ? { type: "create", text: goal } : { type: "missing", text: goal };
  }
  if (goal === undefined) {
    return moves.length === 0 ? { type: "nothing" } : { type: "delete", isEdited: !isSame(now, moves[0]?.from) };
  }
  const edits = moves.filter((move): move is Move => move.from !== undefined && move.to !== undefined);
  // Somebody else made the file meanwhile.
  if (edits.length < moves.length) return isSame(now, goal) ? { type: "nothing" } : wholeConflict(now);
  const { text, conflicts } = moveText(now, edits);
  if (text !== withLf(now)) return { type: "edit", text, conflicts };
  return conflicts.length > 0 ? { type: "conflict", conflicts } : { type: "nothing" };
}

function wholeConflict(now: string): RestorePlan {
  return { type: "conflict", conflicts: [{ startLine: 0, endLine: splitLines(now).length }] };
}

function isSame(now: string, text: string | undefined): boolean {
  return text !== undefined && withLf(now) === withLf(text);
}

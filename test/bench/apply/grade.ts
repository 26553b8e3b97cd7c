import type { FileOutcome } from "../../../src/core/edits/answer/fileAnswer.ts";
import type { Expected } from "./cases/case.ts";

/**
 * `right`: the file became what it should, or stayed as it should. `missed`: an edit that has its place was not made.
 * `wrong`: the file became something else. Only the last one harms.
 */
export type Verdict = "right" | "missed" | "wrong";

export function grade(expected: Expected, got: FileOutcome): Verdict {
  if (expected.outcome !== "edited") return got.outcome === "edited" ? "wrong" : "right";
  if (got.outcome !== "edited") return "missed";
  return got.text === expected.text ? "right" : "wrong";
}

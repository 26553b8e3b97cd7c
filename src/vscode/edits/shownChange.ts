import type { ChangeState, ReviewChange } from "../../core/edits/review.ts";

/** A change as the editor shows it: one that waits for a decision, or one that an answer is still writing. */
export type ShownChange = Omit<ReviewChange, "proposalId" | "origin" | "state"> & {
  readonly state: ChangeState | "writing";
};

import type { ProposedFile } from "../../shared/chat/changedFiles.ts";
import { isOpen, type Review, type ReviewChange } from "./review.ts";

/** How far the decisions on one proposal are, in one file. */
export type ProposalStatus = Pick<
  ProposedFile,
  "proposalId" | "added" | "removed" | "open" | "accepted" | "rejected" | "ended"
>;

/** Of every proposal in a review. */
export function proposalStatuses({ changes }: Review): readonly ProposalStatus[] {
  return [...new Set(changes.map(({ proposalId }) => proposalId))].map((proposalId) =>
    statusOf(
      proposalId,
      changes.filter((change) => change.proposalId === proposalId),
    ),
  );
}

/** Of a proposal whose open changes are not offered any more. */
export function endedStatus(status: ProposalStatus, ended: "replaced" | "gone"): ProposalStatus {
  return status.open > 0 ? { ...status, open: 0, ended } : status;
}

function statusOf(proposalId: string, changes: readonly ReviewChange[]): ProposalStatus {
  const kept = changes.filter(({ state }) => state !== "rejected");
  const told = kept.length > 0 ? kept : changes;
  return {
    proposalId,
    added: told.reduce((sum, { newLines }) => sum + newLines.length, 0),
    removed: told.reduce((sum, { oldLines }) => sum + oldLines.length, 0),
    open: changes.filter(isOpen).length,
    accepted: changes.filter(({ state }) => state === "accepted").length,
    rejected: changes.length - kept.length,
  };
}

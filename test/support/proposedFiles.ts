import type { ProposedFile } from "../../src/shared/chat/changedFiles.ts";

/** One change of a file that adds three lines and removes one; open unless `file` says otherwise. */
export function proposedFile(path: string, file: Partial<ProposedFile> = {}): ProposedFile {
  return {
    id: `file-${path}`,
    proposalId: "proposal",
    uri: `file:///project/${path}`,
    path,
    kind: "change",
    added: 3,
    removed: 1,
    open: 1,
    accepted: 0,
    rejected: 0,
    ...file,
  };
}

export const accepted = { open: 0, accepted: 1, restore: "kept" } as const;

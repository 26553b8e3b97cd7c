/** A file as one proposal of an answer concerns it. A change is a run of lines that is decided on by itself. */
export type ProposedFile = {
  readonly id: string;
  /** Of the proposal, which may be about other files too. */
  readonly proposalId: string;
  readonly uri: string;
  /** For the person: relative to the workspace folder, or the file's name. */
  readonly path: string;
  readonly kind: ProposedKind;
  /** Lines of the changes that were not rejected, or of all when all were. */
  readonly added: number;
  readonly removed: number;
  /** How many changes wait for a decision, were accepted, and were rejected. */
  readonly open: number;
  readonly accepted: number;
  readonly rejected: number;
  /**
   * Why what was open is not offered any more: a later proposal has its lines, the file is gone, or the proposal could
   * not be made in all of its files, so that it was made in none.
   */
  readonly ended?: "replaced" | "gone" | "withdrawn";
  /** How much of what was accepted was taken back since; absent when nothing was. */
  readonly takenBack?: "part" | "whole";
  /** Whether what was accepted can be taken back; absent when nothing was. */
  readonly restore?: "kept" | "lost";
};

export type ProposedKind = "change" | "create" | "delete" | "rename";

/** What became of the proposals for a file. */
export type FileState = "proposed" | "accepted" | "partly-accepted" | "rejected" | "replaced" | "gone" | "taken-back";

/** A file with everything that an answer proposed for it. */
export type ChangedFile = {
  readonly uri: string;
  readonly path: string;
  readonly kind: ProposedKind;
  readonly added: number;
  readonly removed: number;
  readonly state: FileState;
  /** Whether something waits for a decision. */
  readonly open: boolean;
  /** What can be done about what was accepted; `lost` when nothing can any more. */
  readonly restore: "none" | "take-back" | "apply-again" | "lost";
};

/** The files of an answer's proposals, in the order in which they were first proposed. */
export function changedFiles(proposed: readonly ProposedFile[]): readonly ChangedFile[] {
  const made = proposed.filter(({ ended }) => ended !== "withdrawn");
  const uris = [...new Set(made.map(({ uri }) => uri))];
  return uris.flatMap((uri) => toChangedFile(made.filter((file) => file.uri === uri)) ?? []);
}

/** Whether nothing of a proposal waits for a decision any more; one that is not listed is not decided. */
export function isDecided(proposed: readonly ProposedFile[], proposalId: string | undefined): boolean {
  const own = proposed.filter((file) => file.proposalId === proposalId);
  return own.length > 0 && own.every(({ open }) => open === 0);
}

/** Whether some of what was accepted is in the file, as far as is known. */
export function isInFile({ accepted, takenBack }: ProposedFile): boolean {
  return accepted > 0 && takenBack !== "whole";
}

function toChangedFile(all: readonly ProposedFile[]): ChangedFile | undefined {
  // What a later proposal replaced as a whole says nothing that the later one does not.
  const telling = all.filter(({ ended, accepted }) => ended !== "replaced" || accepted > 0);
  const files = telling.length > 0 ? telling : all.slice(-1);
  const last = files.at(-1);
  if (!last) return undefined;
  const state = stateOf(files);
  return {
    uri: last.uri,
    path: last.path,
    kind: files.find(({ kind }) => kind !== "change")?.kind ?? "change",
    added: files.reduce((sum, { added }) => sum + added, 0),
    removed: files.reduce((sum, { removed }) => sum + removed, 0),
    state,
    open: files.some(({ open }) => open > 0),
    restore: restoreOf(files, state),
  };
}

function stateOf(files: readonly ProposedFile[]): FileState {
  if (files.some(isInFile)) {
    return files.every(isWhollyInFile) ? "accepted" : "partly-accepted";
  }
  if (files.some(({ open }) => open > 0)) return "proposed";
  if (files.some(({ takenBack }) => takenBack === "whole")) return "taken-back";
  const ended = files.findLast((file) => file.ended)?.ended;
  return ended === "replaced" || ended === "gone" ? ended : "rejected";
}

function isWhollyInFile(file: ProposedFile): boolean {
  return isInFile(file) && file.takenBack === undefined && file.open + file.rejected === 0 && !file.ended;
}

function restoreOf(files: readonly ProposedFile[], state: FileState): ChangedFile["restore"] {
  const inFile = files.filter(isInFile);
  const meant = inFile.length > 0 ? inFile : files.filter(({ takenBack }) => takenBack === "whole");
  // Right after an acceptance nothing is known yet.
  const known = meant.flatMap(({ restore }) => restore ?? []);
  if (known.length === 0 || (inFile.length === 0 && state !== "taken-back")) return "none";
  if (!known.includes("kept")) return "lost";
  return inFile.length > 0 ? "take-back" : "apply-again";
}

import type { ChangedFile } from "../../shared/chat/changedFiles.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { FileAction } from "../../shared/protocol/panel.ts";

/** How many lines come and go, in words. */
export function linesText({ added, removed }: Pick<ChangedFile, "added" | "removed">, t: Translate): string {
  if (removed === 0) return added === 1 ? t("1 line added") : t("{0} lines added", added);
  if (added === 0) return removed === 1 ? t("1 line removed") : t("{0} lines removed", removed);
  return added === 1 ? t("1 line added, {0} removed", removed) : t("{0} lines added, {1} removed", added, removed);
}

/** What became of what was proposed for a file. */
export function stateText({ state, restore, kind }: ChangedFile, t: Translate): string {
  const text = nameOfState(state, t);
  const what = kind === "change" ? text : `${nameOfKind(kind, t)} · ${text}`;
  return restore === "lost" ? `${what} · ${t("Cannot be taken back any more")}` : what;
}

function nameOfState(state: ChangedFile["state"], t: Translate): string {
  switch (state) {
    case "proposed":
      return t("Proposed");
    case "accepted":
      return t("Accepted");
    case "partly-accepted":
      return t("Partly accepted");
    case "rejected":
      return t("Rejected");
    case "replaced":
      return t("Replaced by a later proposal");
    case "gone":
      return t("The file is gone");
    case "taken-back":
      return t("Taken back");
  }
}

function nameOfKind(kind: "create" | "delete" | "rename", t: Translate): string {
  switch (kind) {
    case "create":
      return t("New file");
    case "delete":
      return t("Deletion");
    case "rename":
      return t("New name");
  }
}

/** What has a button with a text of its own. */
export type FileButton = Exclude<FileAction["action"], "review">;

/** The text of a button. */
export function fileActionLabel(action: FileButton, t: Translate): string {
  switch (action) {
    case "review-all":
      return t("Review all");
    case "accept-all":
      return t("Accept all");
    case "reject-all":
      return t("Reject all");
    case "take-back":
      return t("Take back");
    case "apply-again":
      return t("Apply again");
    case "rest":
      return t("All but these lines");
    case "delete":
      return t("Delete file");
    case "compare":
      return t("Compare");
    case "open-before":
      return t("Open as it was");
  }
}

/** The name of a button that stands at one file among others. */
export function fileActionName(action: "take-back" | "apply-again", path: string, t: Translate): string {
  return action === "take-back" ? t("Take back {0}", path) : t("Apply again {0}", path);
}

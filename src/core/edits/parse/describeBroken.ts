import type { Translate } from "../../../shared/l10n.ts";
import type { BrokenEdit } from "./blockEdit.ts";

/** Why a block that looks like an edit was not used, and what to do. */
export function describeBroken(reason: BrokenEdit, t: Translate): string {
  switch (reason) {
    case "unfinished":
      return t("The edit ends before it is finished, so nothing was proposed. Press Continue, or ask for it again.");
    case "unclear-markers":
      return t("The edit's markers leave open what replaces what, so nothing was proposed. Ask for it again.");
    case "stray-lines":
      return t("The edit has lines where none belong, so nothing was proposed. Ask for it again.");
    case "no-change":
      return t("The edit changes nothing.");
    case "no-path":
      return t("The edit is for several files and does not name each. Ask for it again with the file names.");
    case "unsupported":
      return t("The edit copies a file or changes one that is not text, which cannot be reviewed. Do that by hand.");
  }
}

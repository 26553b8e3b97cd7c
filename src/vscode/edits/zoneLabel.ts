import type { Translate } from "../../shared/l10n.ts";
import type { ShownChange } from "./shownChange.ts";

/** What stands above the proposed lines of a change. */
export function zoneLabel({ state, conflict }: ShownChange, number: number, count: number, t: Translate): string {
  if (state === "writing") return t("Change {0} of an answer that is still being written", number);
  if (state === "stale") {
    return t("Proposed change {0} of {1}: its lines were changed elsewhere, it can only be rejected", number, count);
  }
  switch (conflict) {
    case "none":
      return t("Proposed change {0} of {1}", number, count);
    case "lines":
      return t(
        "Proposed change {0} of {1}: You changed these lines too. Accept takes the answer's lines; Reject keeps yours.",
        number,
        count,
      );
    case "place":
      return t(
        "Proposed change {0} of {1}: You added lines here too. Accept adds the answer's below yours; Reject leaves them out.",
        number,
        count,
      );
  }
}

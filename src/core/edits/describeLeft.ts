import type { Translate } from "../../shared/l10n.ts";

/** Why changes were not accepted whose lines are not there any more. */
export function describeStale(count: number, t: Translate): string {
  return count === 1
    ? t("The lines of this change are not there any more, so it was not accepted. Reject it and ask again.")
    : t("{0} changes were not accepted: their lines are not there any more. Reject them and ask again.", count);
}

/** Why changes are left that the person has to choose on. */
export function describeDisputed(count: number, t: Translate): string {
  return count === 1
    ? t("One change is left, where you changed the same lines. Accept or reject it by itself.")
    : t("{0} changes are left, where you changed the same lines. Accept or reject each by itself.", count);
}

import type { Translate } from "../../shared/l10n.ts";

/** How long a model thinks, in words; what no API was known to take is shown as it is. */
export function effortLabel(effort: string, t: Translate): string {
  switch (effort) {
    case "none":
      return t("No reasoning");
    case "minimal":
      return t("Minimal");
    case "low":
      return t("Low");
    case "medium":
      return t("Medium");
    case "high":
      return t("High");
    case "xhigh":
      return t("Extra high");
    case "max":
      return t("Maximum");
    default:
      return effort;
  }
}

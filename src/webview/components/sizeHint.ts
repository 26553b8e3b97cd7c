import { html, type TemplateResult } from "lit";
import type { Translate } from "../../shared/l10n.ts";
import type { RequestSize } from "./requestSize.ts";

/** How full the model's context would be. Its numbers are estimates, so they are round. */
export function sizeHint({ tokens, contextTokens }: RequestSize, t: Translate): TemplateResult {
  const language = document.documentElement.lang || "en";
  const share = (tokens / contextTokens).toLocaleString(language, { style: "percent" });
  const digits = (count: number): string => Number(count.toPrecision(2)).toLocaleString(language);
  const full = t(
    "About {0} of the {1} tokens that the model can read. What does not fit with the answer is left out, the earliest questions first.",
    digits(tokens),
    contextTokens.toLocaleString(language),
  );
  return html`<span
    class="size-hint ${tokens > contextTokens ? "over" : ""}"
    role="note"
    aria-label=${full}
    title=${full}
    >${share}</span
  >`;
}

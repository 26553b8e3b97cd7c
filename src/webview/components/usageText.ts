import type { Usage } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";

/** Says the tokens that the API counted, in `locale`'s digits; empty when it counted none. */
export function toUsageText(usage: Usage, locale: string, t: Translate): string {
  const digits = new Intl.NumberFormat(locale);
  const parts: readonly (readonly [number | undefined, string])[] = [
    [usage.input, "{0} tokens in"],
    [usage.cachedInput, "{0} cached"],
    [usage.output, "{0} tokens out"],
    [usage.reasoning, "{0} for reasoning"],
  ];
  return parts.flatMap(([count, message]) => (count === undefined ? [] : [t(message, digits.format(count))])).join(" · ");
}

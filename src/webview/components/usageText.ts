import type { Usage } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";

/** Says the tokens that the API counted, in `locale`'s digits; empty when it counted none. */
export function toUsageText(usage: Usage, locale: string, t: Translate): string {
  const digits = new Intl.NumberFormat(locale);
  const part = (count: number | undefined, say: (digits: string) => string): readonly string[] =>
    count === undefined ? [] : [say(digits.format(count))];
  return [
    ...part(usage.input, (count) => t("{0} tokens in", count)),
    ...part(usage.cachedInput, (count) => t("{0} cached", count)),
    ...part(usage.output, (count) => t("{0} tokens out", count)),
    ...part(usage.reasoning, (count) => t("{0} for reasoning", count)),
  ].join(" · ");
}

import type { Answer, AnswerUsage } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";

/**
 * Says the tokens that an answer took, in `locale`'s digits: as the API counted them, about how many where we
 * estimated them, and that they are unknown where there is text and neither.
 */
export function toUsageText({ text, usage }: Pick<Answer, "text" | "usage">, locale: string, t: Translate): string {
  const digits = new Intl.NumberFormat(locale);
  if (!usage) return text === "" ? "" : t("tokens unknown");
  return usage.estimated
    ? t("about {0} tokens, estimated", digits.format((usage.input ?? 0) + (usage.output ?? 0)))
    : counted(usage, digits, t);
}

function counted(usage: AnswerUsage, digits: Intl.NumberFormat, t: Translate): string {
  const part = (count: number | undefined, say: (digits: string) => string): readonly string[] =>
    count === undefined ? [] : [say(digits.format(count))];
  return [
    ...part(usage.input, (count) => t("{0} tokens in", count)),
    ...part(usage.cachedInput, (count) => t("{0} cached", count)),
    ...part(usage.output, (count) => t("{0} tokens out", count)),
    ...part(usage.reasoning, (count) => t("{0} for reasoning", count)),
  ].join(" · ");
}

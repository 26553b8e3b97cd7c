import type { Translate } from "../../../shared/l10n.ts";
import type { LineRange } from "../answer/fileAnswer.ts";

/** Lines for the person, counted from 1: `line 3`, `lines 3–5, 9`. */
export function describeLines(ranges: readonly LineRange[], t: Translate): string {
  const names = ranges.map(({ startLine, endLine }) => {
    const first = startLine + 1;
    return endLine - startLine > 1 ? `${first}–${endLine}` : `${first}`;
  });
  const [only] = names;
  return names.length === 1 && only && !only.includes("–") ? t("line {0}", only) : t("lines {0}", names.join(", "));
}

import type { Translate } from "../../shared/l10n.ts";
import type { SyntaxProblem } from "../ports/syntax.ts";

/** What is wrong with a line of a proposed text, for the person and for the model. Lines are counted from 1. */
export function describeProblem({ line, missing }: SyntaxProblem, t: Translate): string {
  return missing === undefined
    ? t("Line {0}: the proposed code does not parse", line + 1)
    : t("Line {0}: the proposed code does not parse, “{1}” is missing", line + 1, missing);
}

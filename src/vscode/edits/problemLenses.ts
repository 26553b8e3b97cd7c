import * as vscode from "vscode";
import type { BrokenResult } from "../../core/edits/brokenResult.ts";
import { describeProblem } from "../../core/edits/describeProblem.ts";
import { commandIds } from "../../shared/ids.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { ReviewArgument } from "./reviewLenses.ts";

/** The CodeLenses that say what a proposal breaks, above `line`, of which there are none where it breaks nothing. */
export function problemLenses(
  uri: vscode.Uri,
  broken: BrokenResult | undefined,
  line: number,
  t: Translate,
): readonly vscode.CodeLens[] {
  const problems = broken?.problems ?? [];
  const [first] = problems;
  if (!first) return [];
  const range = new vscode.Range(line, 0, line, 0);
  const argument: ReviewArgument = { uri: uri.toString() };
  const sentence = describeProblem(first, t);
  const others = new Set(problems.map((problem) => problem.line)).size - 1;
  const title = others === 0 ? sentence : t("{0} (and {1} more)", sentence, others);
  return [
    new vscode.CodeLens(range, { title: `$(warning)\u00a0${title}`, command: "" }),
    new vscode.CodeLens(range, { title: t("Repair"), command: commandIds.reviewRepair, arguments: [argument] }),
  ];
}

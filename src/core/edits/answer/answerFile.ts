import type { Translate } from "../../../shared/l10n.ts";
import { applyPieces } from "../applyPieces.ts";
import { parseFences } from "../fences.ts";
import { parseBlock } from "../parse/parseBlock.ts";
import type { Syntax } from "../../ports/syntax.ts";
import type { FileAnswer, FileOutcome } from "./fileAnswer.ts";

export type AnswerParts = { readonly syntax: Syntax; readonly t: Translate };

/** What a finished answer does to one file: the whole of it, or nothing. */
export async function answerFile({ text, answer }: FileAnswer, { t }: AnswerParts): Promise<FileOutcome> {
  const edits = parseFences(answer).map((block) => parseBlock(block, ""));
  const pieces = edits.flatMap((edit) => (edit.type === "replacements" ? edit.replacements : []));
  if (pieces.length === 0) return { outcome: "refused", code: "no-edit", reason: t("The answer holds no edit.") };
  const applied = applyPieces(text, pieces, t);
  if (applied.type === "refused") return { outcome: "refused", code: "no-place", reason: applied.reason };
  if (applied.type === "ambiguous") return { ...applied, outcome: "ambiguous" };
  return applied.type === "unchanged" ? { outcome: "unchanged" } : { outcome: "edited", text: applied.text };
}

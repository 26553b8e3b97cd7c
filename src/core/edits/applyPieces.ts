import type { Translate } from "../../shared/l10n.ts";
import type { LineRange } from "./answer/fileAnswer.ts";
import { applyReplacements } from "./locate/applyReplacements.ts";
import { describeMiss } from "./locate/describeMiss.ts";
import type { PieceReplacement } from "./parse/blockEdit.ts";

export type AppliedPieces =
  | { readonly type: "applied"; readonly text: string }
  /** The text has all of it already. */
  | { readonly type: "unchanged" }
  /** `candidates` are the places of the piece that `reason` is about. */
  | { readonly type: "ambiguous"; readonly reason: string; readonly candidates: readonly LineRange[] }
  | { readonly type: "refused"; readonly reason: string };

/**
 * Puts the pieces of an answer into a file's text, all or none; a refusal says which one and why. What damage did to
 * the answer and its unchanged lines prove never reaches the text.
 *
 * @param picked the places that a person named, of those that earlier calls gave as candidates
 */
export function applyPieces(
  text: string,
  pieces: readonly PieceReplacement[],
  t: Translate,
  languageId?: string,
  picked: readonly LineRange[] = [],
): AppliedPieces {
  const applied = applyReplacements(text, pieces, languageId, picked);
  if (applied.type !== "refused") return applied;
  const why = describeMiss(applied.why, t);
  const reason = pieces.length === 1 ? why : t("Change {0} of {1}: {2}", applied.index + 1, pieces.length, why);
  return applied.why !== "overlapping" && applied.why.type === "ambiguous"
    ? { type: "ambiguous", reason, candidates: applied.why.ranges }
    : { type: "refused", reason };
}

import type { Translate } from "../../shared/l10n.ts";
import { applyReplacements } from "./locate/applyReplacements.ts";
import { describeMiss } from "./locate/describeMiss.ts";
import type { PieceReplacement } from "./parse/blockEdit.ts";

export type AppliedPieces =
  | { readonly type: "applied"; readonly text: string }
  | { readonly type: "refused"; readonly reason: string };

/** Puts the pieces of an answer into a file's text, all or none; a refusal says which one and why. */
export function applyPieces(text: string, pieces: readonly PieceReplacement[], t: Translate): AppliedPieces {
  const applied = applyReplacements(text, pieces.map(toWanted));
  if (applied.type === "applied") return applied;
  const others = pieces.map(withoutEnd);
  if (others.some((piece, index) => piece !== pieces[index])) return applyPieces(text, others, t);
  const why = describeMiss(applied.why, t);
  return {
    type: "refused",
    reason: pieces.length === 1 ? why : t("Change {0} of {1}: {2}", applied.index + 1, pieces.length, why),
  };
}

/** Diffs often say of a file's end what is not so. */
function withoutEnd(piece: PieceReplacement): PieceReplacement {
  const { oldLines, newLines } = piece;
  const fewerOld = withoutLastBreak(oldLines);
  const fewerNew = withoutLastBreak(newLines);
  if (fewerOld === oldLines && fewerNew === newLines) return piece;
  return { ...piece, oldLines: fewerOld, newLines: fewerNew };
}

function withoutLastBreak(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function toWanted({
  oldLines,
  newLines,
  anchor,
  lineHint,
}: PieceReplacement): Parameters<typeof applyReplacements>[1][number] {
  return {
    original: oldLines.join("\n"),
    replacement: newLines.join("\n"),
    ...(anchor === undefined ? {} : { anchor }),
    ...(lineHint === undefined ? {} : { lineHint }),
  };
}

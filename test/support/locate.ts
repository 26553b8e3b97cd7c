import { splitLines } from "../../src/core/edits/lines.ts";
import { applyReplacements } from "../../src/core/edits/locate/applyReplacements.ts";
import { toDocumentLines } from "../../src/core/edits/locate/documentLines.ts";
import type { How, MissReason } from "../../src/core/edits/locate/located.ts";
import { findPlaces } from "../../src/core/edits/locate/place.ts";
import { narrowed } from "../../src/core/edits/locate/tie.ts";
import type { PieceReplacement } from "../../src/core/edits/parse/blockEdit.ts";

/** A piece with its sides as texts. */
export type Wanted = Omit<PieceReplacement, "oldLines" | "newLines"> & {
  readonly original: string;
  readonly replacement: string;
};

export type Located =
  /** UTF-16 offsets into the document: whole lines, without the break after the last one; for an insertion both are one. */
  | { readonly type: "found"; readonly start: number; readonly end: number; readonly how: How }
  | { readonly type: "unchanged" }
  /** First lines of the candidates. */
  | { readonly type: "ambiguous"; readonly lines: readonly number[] }
  | { readonly type: "missing"; readonly reason: MissReason; readonly nearest?: { readonly line: number } };

export function toPiece({ original, replacement, ...more }: Wanted): PieceReplacement {
  return { oldLines: toLines(original), newLines: toLines(replacement), ...more };
}

/** A last line break ends the last line and begins none. */
function toLines(text: string): readonly string[] {
  return text === "" ? [] : splitLines(text.replace(/(?:\r\n|\r|\n)$/, ""));
}

/** Where one piece goes that is applied to a document. */
export function locate(text: string, wanted: Wanted): Located {
  const piece = toPiece(wanted);
  const applied = applyReplacements(text, [piece]);
  if (applied.type === "unchanged") return applied;
  if (applied.type === "refused") {
    const { why } = applied;
    if (why === "overlapping") throw new Error("One piece cannot overlap.");
    return why.type === "missing" ? why : { type: "ambiguous", lines: why.ranges.map(({ startLine }) => startLine) };
  }
  const document = toDocumentLines(text);
  const found = findPlaces(document, piece);
  const [placed] = found.type === "places" ? narrowed([{ index: 0, piece, places: found.places }], document) : [];
  const place = placed && "places" in placed ? placed.places[0] : undefined;
  if (!place) throw new Error("A piece that is applied has a place.");
  const { how, startLine, endLine } = place;
  if (startLine < endLine) {
    return { type: "found", start: document.starts[startLine] ?? 0, end: document.ends[endLine - 1] ?? 0, how };
  }
  const at = (startLine === 0 ? document.starts[0] : document.ends[startLine - 1]) ?? 0;
  return { type: "found", start: at, end: at, how };
}

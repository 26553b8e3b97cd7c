import type { LineRange } from "../answer/fileAnswer.ts";
import { findElision } from "../elisions.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import { isAppliedAround } from "./applied.ts";
import { toDocumentLines, type DocumentLines } from "./documentLines.ts";
import { withFirstIndent } from "./firstLine.ts";
import { changesAt, type LineEdit } from "./lineEdits.ts";
import { withLeftOutLines } from "./leftOutLines.ts";
import type { Unplaced } from "./located.ts";
import { proofsOf } from "./proofs.ts";
import { findPlaces, type Place } from "./place.ts";
import { narrowed, type Placed } from "./tie.ts";
import { withEdits } from "./withEdits.ts";

export type Applied =
  | { readonly type: "applied"; readonly text: string }
  /** The document has all of it already. */
  | { readonly type: "unchanged" }
  /** Nothing was changed; `index` is the first piece that has no place, or the later one of two that overlap. */
  | { readonly type: "refused"; readonly index: number; readonly why: Unplaced | "overlapping" };

type Chosen = Placed & { readonly place: Place };

/**
 * Puts all pieces in their places, each looked for in the document as it is given, or none; those that are there
 * already are left out. Lines that no piece changes keep every byte, new lines take the line break of those that they
 * replace.
 *
 * @param picked the places that a person named where several were equally good
 */
export function applyReplacements(
  text: string,
  given: readonly PieceReplacement[],
  languageId?: string,
  picked: readonly LineRange[] = [],
): Applied {
  const document = toDocumentLines(text, languageId);
  const pieces: PieceReplacement[] = [];
  for (const piece of given) {
    const whole = withLeftOutLines(piece, document);
    if (!whole) return { type: "refused", index: pieces.length, why: { type: "missing", reason: "elided" } };
    pieces.push(whole);
  }
  const found = pieces.map((piece) => findPlaces(document, piece, picked));
  const lost = found.findIndex(({ type }) => type === "missing");
  const unplaced = lost === -1 ? found.findIndex(({ type }) => type === "ambiguous") : lost;
  const why = found[unplaced];
  if (why?.type === "missing" || why?.type === "ambiguous") return { type: "refused", index: unplaced, why };

  const placed = found.flatMap((each, index): Placed[] => {
    const piece = pieces[index];
    return each.type === "places" && piece ? [{ index, piece, places: each.places }] : [];
  });
  const chosen: Chosen[] = [];
  for (const [at, left] of narrowed(placed, document).entries()) {
    const { index } = placed[at] ?? { index: at };
    if (!("places" in left)) return { type: "refused", index, why: left };
    const [place, ...others] = left.places;
    if (!place) continue;
    if (others.length > 0) {
      const ranges = left.places.map(({ startLine, endLine }) => ({ startLine, endLine }));
      return { type: "refused", index, why: { type: "ambiguous", ranges } };
    }
    if (place.how === "alignment" || !isAppliedAround(place.startLine, document, place.sides)) {
      const whole = withFirstIndent(place, document);
      if (!whole) {
        return {
          type: "refused",
          index,
          why: { type: "missing", reason: "indentation", nearest: { line: place.startLine } },
        };
      }
      chosen.push({ ...left, place: whole });
    }
  }
  return edited(
    document,
    chosen,
    pieces.flatMap(({ oldLines, newLines }) => [...oldLines, ...newLines]),
  );
}

function edited(document: DocumentLines, chosen: readonly Chosen[], answer: readonly string[]): Applied {
  const proofs = proofsOf(
    chosen.map(({ place }) => place),
    document,
    answer,
  );
  const edits: LineEdit[] = [];
  for (const { index, place } of chosen) {
    const changes = changesAt(place, document, proofs);
    if (changes.type !== "changes") return { type: "refused", index, why: changes };
    for (const edit of changes.edits) {
      const other = edits.find((each) => overlap(each, edit));
      if (other && !isSame(other, edit)) return { type: "refused", index, why: "overlapping" };
      if (leavesOut(edit.lines, document)) {
        return { type: "refused", index, why: { type: "missing", reason: "elided" } };
      }
      if (!other) edits.push(edit);
    }
  }
  const text = withEdits(document, edits);
  return text === document.text ? { type: "unchanged" } : { type: "applied", text };
}

/** Whether the lines have a comment that stands for code, and that is none of the file's own. */
function leavesOut(lines: readonly string[], { text }: DocumentLines): boolean {
  const code = lines.join("\n");
  return findElision(code, "") !== undefined && findElision(code, text) !== undefined;
}

/** Two insertions in one place overlap too: nothing says which comes first. */
function overlap(a: LineEdit, b: LineEdit): boolean {
  if (a.startLine === a.endLine && b.startLine === b.endLine) return a.startLine === b.startLine;
  return a.startLine < b.endLine && b.startLine < a.endLine;
}

function isSame(a: LineEdit, b: LineEdit): boolean {
  return a.startLine === b.startLine && a.endLine === b.endLine && a.lines.join("\n") === b.lines.join("\n");
}

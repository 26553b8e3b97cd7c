import { toDocumentLines } from "../../src/core/edits/locate/documentLines.ts";
import type { How, Unplaced, Wanted } from "../../src/core/edits/locate/located.ts";
import { changesAt } from "../../src/core/edits/locate/lineEdits.ts";
import { findPlace } from "../../src/core/edits/locate/place.ts";

/** Where the text that a model wants to replace stands in a document. */
export type Located =
  /** UTF-16 offsets into the document: whole lines, without the break after the last one; for an insertion both are one. */
  { readonly type: "found"; readonly start: number; readonly end: number; readonly how: How } | Unplaced;

/**
 * Finds the one place in a document that a model wants to replace: line for line; else up to trailing space; else up
 * to one shift of the indentation; else by an alignment in which only lines differ that the change leaves alone. It is
 * the only place, or the only one that an exact line number or the block under an anchor proves, or none. Kinds of
 * line breaks never matter.
 */
export function locate(document: string, wanted: Wanted): Located {
  const lines = toDocumentLines(document);
  const place = findPlace(lines, wanted);
  if (place.type !== "place") return place;
  const changes = changesAt(place, lines, document);
  if (changes.type !== "changes") return changes;
  const { how, startLine, endLine } = place;
  if (startLine < endLine) {
    return { type: "found", start: lines.starts[startLine] ?? 0, end: lines.ends[endLine - 1] ?? 0, how };
  }
  const at = (startLine === 0 ? lines.starts[0] : lines.ends[startLine - 1]) ?? 0;
  return { type: "found", start: at, end: at, how };
}

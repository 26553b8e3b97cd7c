import { toDocumentLines } from "./documentLines.ts";
import type { Located, Wanted } from "./located.ts";
import { changesAt } from "./lineEdits.ts";
import { findPlace } from "./place.ts";

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

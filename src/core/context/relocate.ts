import type { Attachment } from "../../shared/chat/state.ts";

/** Where a piece of a document is by now, in UTF-16 units of the document. */
export type Relocated = { readonly type: "same" | "moved" | "changed"; readonly start: number; readonly end: number };

/** How much of the surroundings finds a place again. */
const ANCHOR = 200;

/**
 * Finds a piece of a document again after the document was edited: at its place, elsewhere with the same text, or
 * between what stood around it.
 *
 * @param start where the piece was, and its `end`; clamped to the document
 */
export function relocate(
  { text, surroundings }: Pick<Attachment, "text" | "surroundings">,
  document: string,
  start: number,
  end: number,
): Relocated {
  if (document.slice(start, end) === text) return { type: "same", start, end };
  const only = onlyPlaceOf(text, document, 0);
  if (only !== undefined && text !== "") return { type: "moved", start: only, end: only + text.length };
  const before = surroundings?.before.slice(-ANCHOR) ?? "";
  const after = surroundings?.after.slice(0, ANCHOR) ?? "";
  const begins = before === "" ? 0 : onlyPlaceOf(before, document, 0);
  const first = begins === undefined ? start : begins + before.length;
  const ends = after === "" ? document.length : document.indexOf(after, first);
  return { type: "changed", start: first, end: ends < first ? Math.max(first, end) : ends };
}

function onlyPlaceOf(part: string, document: string, from: number): number | undefined {
  const at = document.indexOf(part, from);
  return at < 0 || document.indexOf(part, at + 1) >= 0 ? undefined : at;
}

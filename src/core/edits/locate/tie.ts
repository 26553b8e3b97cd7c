import type { PieceReplacement } from "../parse/blockEdit.ts";
import { blockEnd, findAnchors } from "./anchors.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Missing } from "./located.ts";
import type { Place } from "./place.ts";

/** A piece with its places, and its number among the pieces. */
export type Placed = { readonly index: number; readonly piece: PieceReplacement; readonly places: readonly Place[] };

/**
 * The places of each piece that are left when everything speaks that the edit says of them: the lines that it names
 * above a place, the end of the file, line numbers that are right, and the order of the pieces. What contradicts
 * itself says nothing.
 */
export function narrowed(pieces: readonly Placed[], document: DocumentLines): readonly (Placed | Missing)[] {
  const anchored = pieces.map((placed) => underName(placed, document));
  const known = anchored.filter((placed) => "places" in placed);
  const trust = trustIn(known);
  const numbered = known.map((placed) => atEnd(atNumber(placed, trust, document), document));
  const ordered = known.every(({ piece }) => piece.marks !== undefined) ? inOrder(numbered) : numbered;
  const byIndex = new Map(ordered.map((placed) => [placed.index, placed]));
  return anchored.map((placed) => ("places" in placed ? (byIndex.get(placed.index) ?? placed) : placed));
}

/** What is named above a place without a line number has to be there; a heading of a numbered hunk may be wrong. */
function underName(placed: Placed, document: DocumentLines): Placed | Missing {
  const { piece, places } = placed;
  if (piece.lineHint !== undefined || piece.oldLines.length === 0) return placed;
  const anchors = findAnchors(document, piece);
  const left = anchors && underAnchor(places, anchors, document);
  if (left?.length === 0) return { type: "missing", reason: "anchor-not-there" };
  return left ? { ...placed, places: left } : placed;
}

/** The places below an anchor; of these those in the block that it opens, and then those that follow it at once. */
function underAnchor(places: readonly Place[], anchors: readonly number[], document: DocumentLines): readonly Place[] {
  const below = places.filter(({ endLine }) => anchors.some((anchor) => anchor < endLine));
  const inside = below.filter(({ startLine, endLine }) =>
    anchors.some((anchor) => anchor < endLine && startLine < blockEnd(anchor, document)),
  );
  const next = below.filter(({ startLine, endLine }) =>
    anchors.some((anchor) => anchor + 1 >= startLine && anchor < endLine),
  );
  return [inside, next].find((some) => some.length === 1) ?? (inside.length > 0 ? inside : below);
}

/**
 * What the line numbers prove: nothing where one is not that of any place of its piece, or is at odds with its hunk;
 * all where one is that of a piece with one place.
 */
type Trust = "none" | "some" | "full";

function trustIn(pieces: readonly Placed[]): Trust {
  const numbered = pieces.filter(({ piece }) => piece.lineHint !== undefined);
  const areRight = numbered.every(
    ({ piece, places }) => !piece.isMiscounted && places.some((place) => isNumbered(piece, place)),
  );
  if (!areRight) return "none";
  return numbered.some(({ places }) => places.length === 1) ? "full" : "some";
}

function isNumbered({ lineHint }: PieceReplacement, { startLine, sides, pairs }: Place): boolean {
  const first = Math.max(
    0,
    pairs.findIndex((line) => line !== undefined),
  );
  return lineHint !== undefined && startLine - first === lineHint + sides.dropped;
}

/** What the line number and the heading of a numbered hunk leave; where they are at odds, neither says anything. */
function atNumber(placed: Placed, trust: Trust, document: DocumentLines): Placed {
  const { piece, places } = placed;
  if (piece.lineHint === undefined || places.length < 2) return placed;
  const anchors = findAnchors(document, piece) ?? [];
  const headed = anchors.length > 0 ? underAnchor(places, anchors, document) : undefined;
  const byHeading = headed?.length === 1 ? headed[0] : undefined;
  const byNumber = trust === "none" ? undefined : places.find((place) => isNumbered(piece, place));
  const only = byNumber ?? byHeading;
  const isAgreed = only !== undefined && (headed === undefined || headed.includes(only));
  const isCertain = byHeading !== undefined || trust === "full" || (only && standsApart(only, placed));
  return isAgreed && isCertain ? { ...placed, places: [only] } : placed;
}

/** Numbers that are nearly right are wrong by this many lines mostly. */
const USUAL_ERROR = 3;

/** Whether a number that is nearly right would not name this place. */
function standsApart({ startLine }: Place, { places }: Placed): boolean {
  const distances = places.map((other) => Math.abs(other.startLine - startLine));
  return distances.every((distance) => distance === 0 || distance > USUAL_ERROR);
}

function atEnd(placed: Placed, { sayings }: DocumentLines): Placed {
  const { piece, places } = placed;
  if (!piece.atEnd || places.length < 2) return placed;
  const last = sayings.findLastIndex((line) => line !== "");
  const right = places.filter(({ endLine }) => endLine > last);
  return right.length === 1 ? { ...placed, places: right } : placed;
}

/** Hunks stand in the order of the file: what is left for each when the others have a place above and below it. */
function inOrder(pieces: readonly Placed[]): readonly Placed[] {
  const upward = feasible(pieces, (place, bound) => place.startLine > bound, 1);
  const downward = feasible(upward.toReversed(), (place, bound) => place.startLine < bound, -1).toReversed();
  return downward.every(({ places }) => places.length > 0) ? downward : pieces;
}

function feasible(
  pieces: readonly Placed[],
  isBeyond: (place: Place, bound: number) => boolean,
  direction: 1 | -1,
): readonly Placed[] {
  let bound = -direction * Infinity;
  return pieces.map((placed) => {
    const places = placed.places.filter((place) => isBeyond(place, bound));
    // The nearest place leaves the most room for the pieces that follow.
    bound = direction * Math.min(...places.map(({ startLine }) => direction * startLine));
    return { ...placed, places };
  });
}

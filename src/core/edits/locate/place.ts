import type { LineRange } from "../answer/fileAnswer.ts";
import { findIndentRepair } from "../damage/indentRepair.ts";
import { isBlank } from "../lines.ts";
import { sayingOf } from "../damage/textDamage.ts";
import { findTextRepair, type LinePair } from "../damage/textRepair.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import { runsOf, toBare, withoutTrailingSpace, type DocumentLines } from "./documentLines.ts";
import { isAppliedAround, isAppliedIn } from "./applied.ts";
import { insertionPlaces } from "./insertion.ts";
import { alignedPlace, isElsewhere } from "./alignedPlace.ts";
import { isAmong, type How, type Unplaced } from "./located.ts";
import { hasWords } from "./similarity.ts";
import { sidesOf, type Sides } from "./sides.ts";

/** Lines of a document that a piece's old lines stand for; an insertion stands in front of `startLine` and has none. */
export type Place = LineRange & {
  readonly how: How;
  readonly sides: Sides;
  /** For each old line its line in the document; undefined where it has none. */
  readonly pairs: readonly (number | undefined)[];
};

export type Found =
  /** Equally good; never none. */
  | { readonly type: "places"; readonly places: readonly Place[] }
  /** The document has the new lines already. */
  | { readonly type: "applied"; readonly line: number }
  | Unplaced;

/**
 * Where the old lines of a piece stand: line for line; else up to trailing space; else up to damage, the places first
 * where one repair explains every line; else by an alignment, in which lines differ that the piece leaves alone.
 *
 * @param picked the places that a person named where several were equally good
 */
export function findPlaces(document: DocumentLines, piece: PieceReplacement, picked: readonly LineRange[] = []): Found {
  const found = onlyPicked(findAsRead(document, piece, picked), picked);
  if (!piece.otherwise || isToTheLetter(found)) return found;
  const other = onlyPicked(findAsRead(document, { ...piece, ...piece.otherwise }, picked), picked);
  return isToTheLetter(other) ? other : found;
}

function onlyPicked(found: Found, picked: readonly LineRange[]): Found {
  if (found.type !== "places") return found;
  const places = found.places.filter((place) => isAmong(place, picked));
  return places.length > 0 ? { ...found, places } : found;
}

function isToTheLetter(found: Found): boolean {
  return found.type === "places" && found.places.every(({ how }) => how === "exact" || how === "trailing-space");
}

function findAsRead(document: DocumentLines, piece: PieceReplacement, picked: readonly LineRange[]): Found {
  const variants = sidesOf(piece);
  const core = variants.at(-1) ?? { oldLines: [], newLines: [], dropped: 0 };
  if (core.oldLines.every(isBlank)) return insertionPlaces(document, piece);

  for (const sides of variants) {
    const runs = runsOf(sides.oldLines, document.lines);
    const ended = runs.filter((run) => run + sides.oldLines.length === document.lines.length);
    const wanted = sides.isEnd ? ended : runs;
    const applied = sides === core ? wanted.find((run) => isWholeThere(run, core, variants, document)) : undefined;
    if (applied !== undefined && wanted.length === 1) return { type: "applied", line: applied };
    const found = placesAt(wanted, "exact", sides, document);
    if (found) return found;
  }
  const loose = variants.filter(({ isEnd }) => !isEnd);
  for (const sides of loose) {
    const runs = runsOf(sides.oldLines.map(withoutTrailingSpace), document.trimmed);
    const found = placesAt(runs, "trailing-space", sides, document);
    if (found) return found;
  }
  // With the new lines there as they were written, a place that is merely like the old ones is another one.
  const applied = isAppliedIn(document.trimmed, core, withoutTrailingSpace);
  if (applied !== undefined && !isLoneLine(core)) return { type: "applied", line: applied };
  for (const sides of loose) {
    const runs = runsOf(sides.oldLines.map(sayingOf), document.sayings);
    const found = placesAt(likeliest(runs, sides, document), "repaired", sides, document);
    if (found) return found;
  }
  if (applied !== undefined) return { type: "applied", line: applied };
  const said = isAppliedIn(document.sayings, core, sayingOf);
  if (said !== undefined) return { type: "applied", line: said };
  const aligned = alignedPlace(document, core, picked);
  const [place] = aligned.type === "places" ? aligned.places : [];
  if (!place || !isElsewhere(piece, place, document)) return aligned;
  return { type: "missing", reason: "not-there", nearest: { line: place.startLine } };
}

/**
 * Whether lines of a diff whose blank ends the old side does not have there are the new ones, which do: what they add
 * is there already, though it may be brackets only.
 */
function isWholeThere(run: number, core: Sides, variants: readonly Sides[], { lines }: DocumentLines): boolean {
  const whole = variants.find(({ isEnd }) => !isEnd);
  if (!whole || whole === core || core.marks === undefined) return false;
  return (
    core.newLines.length > core.oldLines.length &&
    whole.newLines.every((line, index) => lines[run - core.dropped + index] === line)
  );
}

/** Whether one new line is all that could be there already, where several old ones say more of their place. */
function isLoneLine({ oldLines, newLines }: Sides): boolean {
  const old = oldLines.filter(hasWords).map(sayingOf);
  const [line, ...others] = newLines.filter(hasWords).map(sayingOf);
  return line !== undefined && others.length === 0 && old.length > 1 && !old.includes(line);
}

function placesAt(runs: readonly number[], how: How, sides: Sides, document: DocumentLines): Found | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  if (runs.every((run) => isAppliedAround(run, document, sides))) return { type: "applied", line: first };
  const places = runs.map((run) => ({
    how,
    sides,
    startLine: run,
    endLine: run + sides.oldLines.length,
    pairs: sides.oldLines.map((_, index) => run + index),
  }));
  return { type: "places", places };
}

/** Those of the runs that say the same whose every line comes out of one repair; else those whose text does; else all. */
function likeliest(runs: readonly number[], { oldLines }: Sides, { lines }: DocumentLines): readonly number[] {
  const likeness = runs.map((run) => {
    const pairs = oldLines.map((given, index) => ({ given, own: lines[run + index] ?? "" }));
    return likenessOf(pairs);
  });
  const best = Math.max(...likeness);
  return runs.filter((_, index) => likeness[index] === best);
}

function likenessOf(pairs: readonly LinePair[]): number {
  const repair = findTextRepair(pairs, 1);
  const repaired = pairs.map(({ given, own }) => ({ given: repair.line(given) ?? given, own }));
  if (!repaired.every(({ given, own }) => toBare(given) === toBare(own))) return 0;
  return findIndentRepair(repaired) ? 2 : 1;
}

import type { LineRange } from "../answer/fileAnswer.ts";
import { isAmong } from "./located.ts";
import { sayingOf } from "../damage/textDamage.ts";
import { alignments, type Alignment } from "./alignment.ts";
import { declaredName } from "./declaredName.ts";
import { differencesOf, type Difference } from "./differences.ts";
import { runsOf, type DocumentLines } from "./documentLines.ts";
import { oldRange } from "./oldRange.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import type { Found, Place } from "./place.ts";
import type { Sides } from "./sides.ts";
import { hasWords, isComment, LineReader } from "./similarity.ts";
import { differByASlip, isSlip } from "./slip.ts";

/**
 * How much of an alignment has to be the same, by weight: one misremembered line in five, or a comment and a little
 * more. Below that the text may come from an older version of the file.
 */
const LEAST_SCORE = 0.8;
/**
 * How far the runner-up has to stay behind: one whole line in eight. Two copies that differ in a token or two lie
 * within that of each other, and then either may be the one that was misremembered.
 */
const LEAST_MARGIN = 0.12;
/** So many lines have to be there word for word where what changes is not the only one of its kind. */
const LEAST_PROOF = 2;

/**
 * The one place that has every line that changes, and most of the others, in their order; of two that are equally good,
 * the one that a person picked.
 */
export function alignedPlace(document: DocumentLines, sides: Sides, picked: readonly LineRange[]): Found {
  const wanted = sides.oldLines.map(sayingOf);
  const all = alignments(wanted, document);
  const [nearest] = all;
  if (!nearest) return { type: "missing", reason: "not-there" };
  const near = { line: nearest.startLine };
  const changes = differencesOf(sides);
  const [best, second] = all.filter((alignment) =>
    changes.every((change) => oldRange(change, { ...alignment, sides }, document)),
  );
  if (nearest.score < LEAST_SCORE) return { type: "missing", reason: "not-there", nearest: near };
  // What is most like the text but has other words in the lines that change was perhaps meant, and is not there.
  if (!best || best.score < nearest.score) return { type: "missing", reason: "changed-lines-differ", nearest: near };
  const isOnly = changes.some((change) => isOnlyOne(aroundChange(change, best, wanted, document), document));
  const equals = second && best.score - second.score < LEAST_MARGIN && !isOnly ? [best, second] : [best];
  const [place, another] = equals.length === 1 ? equals : equals.filter((each) => isAmong(each, picked));
  if (!place || another) {
    const ranges = equals.map(({ startLine, endLine }) => ({ startLine, endLine }));
    return { type: "ambiguous", ranges: ranges.toSorted((a, b) => a.startLine - b.startLine) };
  }
  if (
    namesAnother(place, document, wanted) ||
    isForeign(place, document, wanted, changes) ||
    !(isOnly || isAmong(place, picked) || isProven(place, document, wanted))
  ) {
    return { type: "missing", reason: "not-there", nearest: near };
  }
  const { startLine, endLine, pairs } = place;
  return { type: "places", places: [{ how: "alignment", startLine, endLine, sides, pairs }] };
}

/** How far a line number may be off that counts for one of this place. */
const NEAR = 10;

/**
 * Whether the piece has the number of quite another place, and a line of this one differs by more than a word: the
 * place that was meant is probably gone.
 */
export function isElsewhere(
  { lineHint, isMiscounted }: PieceReplacement,
  place: Place,
  document: DocumentLines,
): boolean {
  if (place.how !== "alignment" || lineHint === undefined || isMiscounted) return false;
  if (Math.abs(place.startLine - lineHint) <= NEAR) return false;
  const reader = new LineReader();
  return place.sides.oldLines.map(sayingOf).some((line, index) => {
    const own = document.sayings[place.pairs[index] ?? -1];
    if (own === undefined || own === line) return own === undefined && hasWords(line);
    const [tokens, ownTokens] = [reader.read(line).tokens, reader.read(own).tokens];
    return tokens.filter((token, at) => token !== ownTokens[at]).length > 1 || tokens.length !== ownTokens.length;
  });
}

/** The lines of the document that change, with those around them that are there word for word. */
function aroundChange(
  { oldStart, oldEnd }: Difference,
  { pairs }: Alignment,
  wanted: readonly string[],
  { sayings }: DocumentLines,
): readonly string[] {
  const isSame = (index: number, line: number | undefined): boolean =>
    line !== undefined && pairs[index] === line && sayings[line] === wanted[index];
  let first = oldStart;
  const anchor = pairs[oldStart] ?? (pairs[oldStart - 1] ?? -2) + 1;
  while (first > 0 && isSame(first - 1, anchor - (oldStart - first) - 1)) first--;
  let last = oldEnd;
  while (last < pairs.length && isSame(last, anchor + (last - oldStart))) last++;
  return wanted.slice(first, last);
}

function isOnlyOne(lines: readonly string[], { sayings }: DocumentLines): boolean {
  return lines.some(hasWords) && runsOf(lines, sayings).length === 1;
}

/** Whether a line that differs names another thing, or stands word for word elsewhere, where it would be meant. */
function namesAnother({ pairs }: Alignment, { sayings, linesOf }: DocumentLines, wanted: readonly string[]): boolean {
  return wanted.some((line, index) => {
    const own = sayings[pairs[index] ?? -1];
    if (own === line || isComment(line) || !hasWords(line)) return false;
    if (own === undefined || linesOf.has(line)) return true;
    const [name, ownName = ""] = [declaredName(line), declaredName(own)];
    return name !== undefined && name !== ownName && !isSlip(name, ownName);
  });
}

/** So many lines that differ are no lines remembered wrongly. */
const MOST_DIFFERING = 2;

/**
 * Whether several lines differ by more than a slip, or two of which one is right beside a change: what the lines that
 * change stand next to is another thing.
 */
function isForeign(
  { pairs }: Alignment,
  { sayings }: DocumentLines,
  wanted: readonly string[],
  changes: readonly Difference[],
): boolean {
  const reader = new LineReader();
  const differs = (index: number): boolean => {
    const line = wanted[index] ?? "";
    const own = sayings[pairs[index] ?? -1] ?? "";
    if (line === own || !hasWords(line) || isComment(line)) return false;
    return !differByASlip(reader.read(line).tokens, reader.read(own).tokens);
  };
  const differing = [...wanted.keys()].filter(differs);
  if (differing.length > MOST_DIFFERING) return true;
  return (
    differing.length > 1 &&
    changes.some(({ oldStart, oldEnd }) => differing.includes(oldStart - 1) || differing.includes(oldEnd))
  );
}

/** Whether enough is there word for word, and one of its lines or two neighbours are nowhere else. */
function isProven({ pairs }: Alignment, { sayings, linesOf }: DocumentLines, wanted: readonly string[]): boolean {
  const isSame = (index: number): boolean =>
    hasWords(wanted[index] ?? "") && sayings[pairs[index] ?? -1] === wanted[index];
  const same = [...wanted.keys()].filter(isSame);
  const isTelling = same.some((index) => {
    const places = linesOf.get(wanted[index] ?? "") ?? [];
    const next = isSame(index + 1) ? wanted[index + 1] : undefined;
    return places.length === 1 || (next !== undefined && places.filter((at) => sayings[at + 1] === next).length === 1);
  });
  return same.length >= LEAST_PROOF && isTelling;
}

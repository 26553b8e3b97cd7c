import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";

/** How far around a place a line counts as one that the answer may mean. */
const NEAR = 40;

/**
 * Whether the lines at both ends show for certain where a part begins and ends: not, where only a bracket does and
 * the lines next to it would be written a second time, for then the bracket is another one.
 */
export function areEndsCertain(part: Placed, file: FileLines): boolean {
  const given = part.lines.map(sayingOfLine);
  const pairs = pairLines(part, file);
  const isRepeated = (index: number, from: number, to: number): boolean => {
    if (pairs[index] !== undefined || !hasWords(given[index] ?? "")) return false;
    const places = file.placesOf.get(given[index] ?? "") ?? [];
    return places.some((place) => place >= from && place < to);
  };
  const head = runLength(pairs);
  const tail = runLength(pairs.toReversed());
  const isHeadCertain = isTelling(given.slice(0, head), file);
  const isTailCertain = isTelling(given.slice(given.length - tail), file);
  return given.every(
    (_, index) =>
      (isHeadCertain || !isRepeated(index, part.startLine - NEAR, part.startLine)) &&
      (isTailCertain || !isRepeated(index, part.endLine, part.endLine + NEAR)),
  );
}

/**
 * Whether a place could not be a little longer or shorter: the lines at each end are nowhere else in the file, or the
 * place is a block from its head to its end by indentation, and so are the lines.
 */
export function areEndsUnique(part: Placed, file: FileLines): boolean {
  const given = part.lines.map(sayingOfLine);
  const pairs = pairLines(part, file);
  const head = given.slice(0, runLength(pairs));
  const tail = given.slice(given.length - runLength(pairs.toReversed()));
  const isHeadUnique = countOf(head, file) === 1;
  if (isHeadUnique && countOf(tail, file) === 1) return true;
  return isHeadUnique && isBlock(part.lines) && isBlock(file.lines.slice(part.startLine, part.endLine));
}

/** Whether the lines at one of the ends of a place are nowhere else in the file. */
export function isEndUnique(part: Placed, file: FileLines): boolean {
  const given = part.lines.map(sayingOfLine);
  const pairs = pairLines(part, file);
  const head = given.slice(0, runLength(pairs));
  const tail = given.slice(given.length - runLength(pairs.toReversed()));
  return countOf(head, file) === 1 || countOf(tail, file) === 1;
}

function isBlock(lines: readonly string[]): boolean {
  const depth = indentOf(lines[0] ?? "").length;
  return (
    indentOf(lines.at(-1) ?? "").length === depth &&
    lines.slice(1, -1).every((line) => isBlank(line) || indentOf(line).length > depth)
  );
}

/** Whether more of the lines at an end of the part stand in another place, and nothing says that it is a block. */
export function areEndsElsewhere(part: Placed, file: FileLines): boolean {
  const given = part.lines.map(sayingOfLine);
  const pairs = pairLines(part, file);
  const isBetter =
    isBetterElsewhere(given, runLength(pairs), part.startLine, 1, file) ||
    isBetterElsewhere(given.toReversed(), runLength(pairs.toReversed()), part.endLine - 1, -1, file);
  return isBetter && !areEndsUnique(part, file);
}

/** Whether more of the lines from an end of a part stand one after the other in another place than where it would go. */
function isBetterElsewhere(
  given: readonly string[],
  length: number,
  line: number,
  step: 1 | -1,
  { placesOf, sayings }: FileLines,
): boolean {
  const longer = given.slice(0, length + 1);
  if (longer.length === length) return false;
  return (placesOf.get(given[0] ?? "") ?? []).some(
    (place) => place !== line && longer.every((saying, index) => saying === sayings[place + step * index]),
  );
}

function countOf(sayings: readonly string[], file: FileLines): number {
  const places = file.placesOf.get(sayings[0] ?? "") ?? [];
  return places.filter((place) => sayings.every((saying, index) => saying === file.sayings[place + index])).length;
}

/** How many lines from the start are one below the other in the file. */
function runLength(pairs: readonly (number | undefined)[]): number {
  const [first] = pairs;
  if (first === undefined) return 0;
  const step = (pairs[1] ?? first + 1) < first ? -1 : 1;
  let length = 1;
  while (pairs[length] === first + step * length) length++;
  return length;
}

function isTelling(sayings: readonly string[], file: FileLines): boolean {
  const telling = sayings.filter(hasWords);
  return telling.length > 1 || telling.some((saying) => file.placesOf.get(saying)?.length === 1);
}

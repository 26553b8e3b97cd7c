import { hasWords } from "../locate/similarity.ts";
import { isBlock } from "./blocks.ts";
import type { Window } from "./chains.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** How far around a place a line counts as one that the answer may mean. */
const NEAR = 40;

/**
 * Whether the lines at both ends show for certain where a part begins and ends: not, where only a bracket does and
 * the lines next to it would be written a second time, for then the bracket is another one.
 */
export function areEndsCertain(part: Placed, file: FileLines, window: Window): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  const isRepeated = (index: number, from: number, to: number): boolean => {
    if (pairs[index] !== undefined || !hasWords(given[index] ?? "")) return false;
    const places = file.placesOf.get(given[index] ?? "") ?? [];
    return places.some((place) => place >= from && place < to);
  };
  const head = runLength(pairs);
  const tail = runLength(pairs.toReversed());
  const isHeadCertain = isTelling(given.slice(0, head), file, window);
  const isTailCertain = isTelling(given.slice(given.length - tail), file, window);
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
export function areEndsUnique(part: Placed, file: FileLines, window: Window): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  const head = given.slice(0, runLength(pairs));
  const tail = given.slice(given.length - runLength(pairs.toReversed()));
  const isHeadUnique = countOf(head, file, window) === 1;
  if (isHeadUnique && countOf(tail, file, window) === 1) return true;
  return isHeadUnique && isBlock(part, file);
}

/**
 * Whether lines that a part does not find in its place stand one below the other right above or below it in the file, where
 * they would stay.
 */
export function isDoubled(part: Placed, file: FileLines): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  const isBeside = (place: number): boolean =>
    (place >= part.startLine - NEAR && place < part.startLine) ||
    (place >= part.endLine && place < part.endLine + NEAR);
  return given.some((saying, index) => {
    const next = given[index + 1] ?? "";
    if (pairs[index] !== undefined || pairs[index + 1] !== undefined || !hasWords(saying) || !hasWords(next))
      return false;
    const places = file.placesOf.get(saying) ?? [];
    return places.length === 1 && places.some((place) => isBeside(place) && file.sayings[place + 1] === next);
  });
}

/** Whether the lines at one of the ends of a place are nowhere else in the file. */
export function isEndUnique(part: Placed, file: FileLines, window: Window): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  const head = given.slice(0, runLength(pairs));
  const tail = given.slice(given.length - runLength(pairs.toReversed()));
  return countOf(head, file, window) === 1 || countOf(tail, file, window) === 1;
}

/**
 * Whether the lines that a part and the file have in common show its place: some of them, one below the other, are
 * nowhere else, or fewer of them follow wherever else the first one stands without the last one.
 */
export function isDistinct(part: Placed, file: FileLines, window: Window): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  let common = 0;
  for (let start = 0; start < given.length;) {
    const length = Math.max(1, runLength(pairs.slice(start)));
    const run = pairs[start] === undefined ? [] : given.slice(start, start + length);
    const telling = run.slice(run.findIndex(hasWords), run.findLastIndex(hasWords) + 1);
    if (telling.length > 0 && countOf(telling, file, window) === 1) return true;
    common += telling.filter(hasWords).length;
    start += length;
  }
  const size = Math.max(given.length, part.endLine - part.startLine);
  return placesIn(window, given[0], file).every((place) => {
    if (place === part.startLine) return common > 0;
    const endLine = Math.min(place + size, window.endLine);
    const there = pairLines({ startLine: place, endLine, lines: part.lines }, file);
    // Where the last line stands too, the two places were weighed against each other.
    if (there.at(-1) !== undefined) return true;
    return there.filter((own, index) => own !== undefined && hasWords(given[index] ?? "")).length < common;
  });
}

/** Whether more of the lines at an end of the part stand in another place, and nothing says that it is a block. */
export function areEndsElsewhere(part: Placed, file: FileLines, window: Window): boolean {
  const given = sayingsOf(part.lines);
  const pairs = pairLines(part, file);
  const isBetter =
    isBetterElsewhere(given, runLength(pairs), part.startLine, 1, file, window) ||
    isBetterElsewhere(given.toReversed(), runLength(pairs.toReversed()), part.endLine - 1, -1, file, window);
  return isBetter && !areEndsUnique(part, file, window);
}

/** Whether more of the lines from an end of a part stand one after the other in another place than where it would go. */
function isBetterElsewhere(
  given: readonly string[],
  length: number,
  line: number,
  step: 1 | -1,
  file: FileLines,
  window: Window,
): boolean {
  const longer = given.slice(0, length + 1);
  if (longer.length === length) return false;
  return placesIn(window, given[0], file).some(
    (place) => place !== line && longer.every((saying, index) => saying === file.sayings[place + step * index]),
  );
}

function countOf(sayings: readonly string[], file: FileLines, window: Window): number {
  const places = placesIn(window, sayings[0], file);
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

function isTelling(sayings: readonly string[], file: FileLines, window: Window): boolean {
  const telling = sayings.filter(hasWords);
  return telling.length > 1 || telling.some((saying) => placesIn(window, saying, file).length === 1);
}

/** Where a saying stands in the lines that are looked at: what is outside a selection is no other place. */
function placesIn({ startLine, endLine }: Window, saying = "", { placesOf }: FileLines): readonly number[] {
  return (placesOf.get(saying) ?? []).filter((place) => place >= startLine && place < endLine);
}

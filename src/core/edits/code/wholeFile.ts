import { pairLines } from "./rewrite.ts";
import { isOneStatement } from "./blocks.ts";
import { hasWords, similarity } from "../locate/similarity.ts";
import { weightOf, type FileLines } from "./fileLines.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** Where a block that is the file from its first to its last line lies in it. */
export type WholeFile = {
  /** The lines that the block stands for, without the blank ones at both ends of the file; the end is exclusive. */
  readonly startLine: number;
  readonly endLine: number;
  /** For each line of the block its line in the file. */
  readonly pairs: readonly (number | undefined)[];
};

/** The share of the file's lines that have to come back, in order, when both its ends do; and when one was changed. */
const LEAST_SHARE = 0.4;
const LEAST_SHARE_WITH_NEW_END = 0.7;
/** When more of the file goes than this, a part of it may be all that the answer shows. */
const MOST_LOST = 0.4;

/**
 * Whether `lines` are the whole file. They are when they have its first and its last line and enough between; where
 * an end of the file was replaced by a line like it, more has to be there. Lines that are only missing at an end prove
 * nothing, for a part of the file lacks them too, unless the answer says that it `isWhole`.
 */
export function asWholeFile(
  lines: readonly string[],
  file: FileLines,
  isWhole: boolean,
): WholeFile | "unclear" | undefined {
  const startLine = Math.max(
    0,
    file.sayings.findIndex((saying) => saying !== ""),
  );
  const endLine = file.sayings.findLastIndex((saying) => saying !== "") + 1;
  const weight = (file.weightAbove[endLine] ?? 0) - (file.weightAbove[startLine] ?? 0);
  const given = sayingsOf(lines);
  const givenWeight = given.reduce((sum, saying) => sum + weightOf(saying), 0);
  if (weight === 0) return { startLine: 0, endLine: file.lines.length, pairs: lines.map(() => undefined) };
  if (givenWeight < weight * LEAST_SHARE && !isWhole) return undefined;
  const pairs = pairLines({ startLine, endLine, lines }, file);
  const paired = pairs.flatMap((own, index) => (own === undefined || given[index] === "" ? [] : [{ own, index }]));
  const share = paired.reduce((sum, { own }) => sum + weightOf(file.sayings[own] ?? ""), 0) / weight;
  const [first, last] = [paired.at(0), paired.at(-1)];
  if (!first || !last) return undefined;
  const isChanged = (index: number, own: number): boolean =>
    similarity(given[index] ?? "", file.sayings[own] ?? "") > 0;
  const head = { own: first.own > startLine, given: first.index > 0 && isChanged(0, startLine) };
  const tail = {
    own: last.own < endLine - 1,
    given: last.index < lines.length - 1 && isChanged(lines.length - 1, endLine - 1),
  };
  const place = { startLine, endLine, pairs };
  if (!head.own && !tail.own) {
    if (share < LEAST_SHARE) return undefined;
    const isCut = !isWhole && [false, true].some((isEnd) => isBracketAfterCut(given, pairs, file, isEnd));
    if (isCut) return isMostOf(share, lines) ? "unclear" : undefined;
    return isWhole || weight - givenWeight <= weight * MOST_LOST ? place : "unclear";
  }
  const isReplaced = (!head.own || head.given) && (!tail.own || tail.given);
  if (isWhole && share >= LEAST_SHARE) return place;
  if (share < LEAST_SHARE_WITH_NEW_END) return undefined;
  if (isReplaced) return place;
  if (head.own && tail.own) return undefined;
  return isMostOf(share, lines) ? "unclear" : undefined;
}

/** Whether lines have so much of the file that they may be all of it, one of its ends aside. */
function isMostOf(share: number, lines: readonly string[]): boolean {
  return share > 0.85 && !isOneStatement(lines);
}

/**
 * Whether an end of the file is there by nothing but a bracket or another frequent line, with more lines gone beside
 * it than came: the end of a part of the file looks the same.
 */
function isBracketAfterCut(
  given: readonly string[],
  pairs: readonly (number | undefined)[],
  file: FileLines,
  isEnd: boolean,
): boolean {
  const rows = pairs.flatMap((own, index) => (given[index] === "" ? [] : [{ own, saying: given[index] ?? "" }]));
  if (isEnd) rows.reverse();
  let previous: number | undefined;
  let [added, lost] = [0, 0];
  for (const { own, saying } of rows) {
    if (own === undefined) {
      added += weightOf(saying);
      continue;
    }
    lost += previous === undefined ? 0 : weightBetween(previous, own, file);
    if (previous !== undefined && hasWords(saying)) {
      if (lost > 2 * added) return true;
      if (added > 0) return false;
    }
    if (hasWords(saying) && file.placesOf.get(saying)?.length === 1) return false;
    previous = own;
  }
  return false;
}

function weightBetween(a: number, b: number, { weightAbove }: FileLines): number {
  return (weightAbove[Math.max(a, b)] ?? 0) - (weightAbove[Math.min(a, b) + 1] ?? 0);
}

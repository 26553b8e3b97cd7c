import type { Change } from "../corpus/pair.ts";
import type { Random } from "../random.ts";
import { blocksOf, newSide, oldSide, regionOf } from "./block.ts";
import type { Block, Row } from "./block.ts";
import { functionAround, functionBlock } from "./functions.ts";
import type { CodeFormat } from "./formats.ts";
import { isTelling, loosened, loosePlacesOf, placesOf } from "./occurrences.ts";
import type { Site } from "./site.ts";

/** The blocks of code that an answer in `format` holds, in order; between two, and where it says so, lines are left out. */
export type CodeBlocks = {
  readonly blocks: readonly Block[];
  readonly leftOutBefore: boolean;
  readonly leftOutAfter: boolean;
  readonly selection?: readonly [startLine: number, endLine: number];
};

/**
 * Undefined where the right result of such an answer is not determined.
 * @param loose whether the lines of the answer will be damaged, so that places that are alike count as the same
 */
export function codeBlocksOf(site: Site, format: CodeFormat, random: Random, loose: boolean): CodeBlocks | undefined {
  if (site.changes.some((change) => isWhiteSpaceOnly(change, site.lines))) return undefined;
  switch (format) {
    case "whole-file":
      return wholeFile(site);
    case "function":
      return wholeFunction(site);
    case "fragment":
      return fragment(site, random, loose);
    case "elision":
      return elided(site, random, loose);
    case "elision-in-function":
      return elidedFunction(site, random);
    case "selection":
      return selected(site, random);
    case "selection-elision":
      return elidedSelection(site, random);
  }
}

/** Whether so much of the file is left out that nobody takes the rest for the whole. */
function isPart({ lines }: Site, block: Block): boolean {
  const { length } = oldSide(block);
  const others = [...lines.slice(0, block.oldStart), ...lines.slice(block.oldStart + length)].filter(isTelling);
  return others.length >= 5 && others.length >= length / 4;
}

/** Then it could be as well damage that is to be undone, because nothing but the new lines is there. */
function isWhiteSpaceOnly({ start, end, lines: added }: Change, lines: readonly string[]): boolean {
  return lines.slice(start, end).map(loosened).join("") === added.map(loosened).join("");
}

const none = { leftOutBefore: false, leftOutAfter: false };

function wholeFile({ lines, changes }: Site): CodeBlocks | undefined {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last || lines.length < 8) return undefined;
  // Both ends of the file are there, so that it is the whole.
  if (!lines.slice(0, first.start).some(isTelling) || !lines.slice(last.end).some((line) => line.trim() !== "")) {
    return undefined;
  }
  const block = regionOf({ lines, changes }, 0, lines.length);
  return keepsMost(block, 0.6) ? { blocks: [block], ...none } : undefined;
}

function wholeFunction(site: Site): CodeBlocks | undefined {
  const [change] = site.changes;
  const range = change && functionAround(site, change.start);
  const block = range && functionBlock(site, range);
  if (!block || site.changes.some(({ start, end }) => start < range.start || end > range.end)) return undefined;
  return keepsMost(block, 0.5) && isPart(site, block) ? { blocks: [block], ...none } : undefined;
}

function fragment(site: Site, random: Random, loose: boolean): CodeBlocks | undefined {
  const reach = random.between(2, 6);
  const blocks = blocksOf(site, reach, reach);
  return blocks.length === 1 && blocks.every((block) => isAnchored(site, block, loose) && isPart(site, block))
    ? { blocks, ...none }
    : undefined;
}

function elided(site: Site, random: Random, loose: boolean): CodeBlocks | undefined {
  const reach = random.between(2, 5);
  const blocks = blocksOf(site, reach, reach);
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (!first || !last || !blocks.every((block) => isAnchored(site, block, loose))) return undefined;
  const leftOutBefore = first.oldStart > 0;
  const leftOutAfter = last.oldStart + oldSide(last).length < site.lines.length;
  return leftOutBefore && leftOutAfter ? { blocks, leftOutBefore, leftOutAfter } : undefined;
}

/** The header, the place, and the last line of a function. */
function elidedFunction(site: Site, random: Random): CodeBlocks | undefined {
  const [change] = site.changes;
  const range = change && functionAround(site, change.start);
  if (!range || !functionBlock(site, range)) return undefined;
  const reach = random.between(2, 4);
  const blocks = blocksOf(site, reach, reach);
  const [block] = blocks;
  if (blocks.length !== 1 || !block || !isAnchored(site, block, true)) return undefined;
  const end = block.oldStart + oldSide(block).length;
  if (block.oldStart < range.header + 3 || end > range.end - 3) return undefined;
  const header = regionOf(site, range.start, range.header + 1);
  const footer = regionOf(site, range.end - 1, range.end);
  // A brace ends the function by its depth, another line by being the only one.
  const ends = site.lines.slice(range.start, range.end).filter((line) => line === oldSide(footer)[0]);
  return placesOf(site.lines, oldSide(header)).length === 1 && ends.length === 1
    ? { blocks: [header, block, footer], ...none }
    : undefined;
}

function selected(site: Site, random: Random): CodeBlocks | undefined {
  const [above, below] = [random.between(0, 6), random.between(0, 6)];
  const blocks = blocksOf(site, above, below);
  const [block] = blocks;
  if (blocks.length !== 1 || !block || !keepsMost(block, 0) || !newSide(block).some(isTelling)) return undefined;
  // Whether an empty line at an end of the code is meant is not certain.
  if ([oldSide(block), newSide(block)].some((side) => isBlank(side[0]) || isBlank(side.at(-1)))) return undefined;
  return { blocks, ...none, selection: rangeOf(block) };
}

function elidedSelection(site: Site, random: Random): CodeBlocks | undefined {
  const [change] = site.changes;
  if (!change) return undefined;
  const reach = random.between(2, 4);
  const [start, end] = [change.start - reach - random.between(4, 12), change.end + reach + random.between(4, 12)];
  if (start < 0 || end > site.lines.length) return undefined;
  const blocks = blocksOf(site, reach, reach);
  const [block] = blocks;
  const whole = regionOf(site, start, end);
  if (blocks.length !== 1 || !block || !isAnchored({ ...site, lines: oldSide(whole) }, block, true)) return undefined;
  const head = regionOf(site, start, start + 2);
  const foot = regionOf(site, end - 2, end);
  const areAnchors = [head, foot].every(
    (part) => oldSide(part).every(isTelling) && loosePlacesOf(oldSide(whole), oldSide(part)).length === 1,
  );
  return areAnchors ? { blocks: [head, block, foot], ...none, selection: [start, end] } : undefined;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

function rangeOf(block: Block): readonly [number, number] {
  return [block.oldStart, block.oldStart + oldSide(block).length];
}

/**
 * Whether the lines above and below the changes each tell one place, and few lines go without being named: then what
 * stands between the two is what the code replaces.
 */
function isAnchored({ lines }: Pick<Site, "lines">, block: Block, loose: boolean): boolean {
  const [above, below] = endsOf(block.rows);
  const places = loose ? loosePlacesOf : placesOf;
  const removed = block.rows.filter(({ kind }) => kind === "old").length;
  return (
    removed <= 15 &&
    removed <= block.rows.length / 2 &&
    [above, below].every((end) => end.filter(isTelling).length >= 2 && places(lines, end).length === 1)
  );
}

/** The unchanged lines at both ends. */
export function endsOf(rows: readonly Row[]): readonly [above: readonly string[], below: readonly string[]] {
  const first = rows.findIndex(({ kind }) => kind !== "same");
  const last = rows.findLastIndex(({ kind }) => kind !== "same");
  const toTexts = (part: readonly Row[]): readonly string[] => part.map(({ text }) => text);
  return [toTexts(rows.slice(0, first)), toTexts(rows.slice(last + 1))];
}

/** Whether at least `share` of the lines of both sides stay; of more than 30, a bit more than half always do. */
function keepsMost(block: Block, share: number): boolean {
  const same = block.rows.filter(({ kind }) => kind === "same").length;
  const longest = Math.max(oldSide(block).length, newSide(block).length);
  return same >= longest * share && (oldSide(block).length <= 30 || same > oldSide(block).length * 0.6);
}

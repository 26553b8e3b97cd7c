import type { LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { Frame } from "./frame.ts";
import { countBreaks, indentBelow, stepsIn } from "../locate/structure.ts";

/** A line with the indentation that the file would give it; undefined when that is not certain. */
export type Reindent = (line: string) => string | undefined;

export type Indentation = {
  /** Lines that say the same in the answer and in the file. */
  readonly pairs: readonly LinePair[];
  /** Those of them at the ends of what was quoted, which an edit between leaves where they are; perhaps none. */
  readonly ends: readonly LinePair[];
  readonly given: readonly string[];
  readonly own: readonly string[];
  /** One step of the file's own indentation. */
  readonly unit: string | undefined;
  /** Where the lines are free to move: what stands around them. */
  readonly frame?: Frame;
};

export const asWritten: Reindent = (line) => line;

/** Below this share of the lines that are in both, a change of indentation explains nothing. */
const LEAST_SHARE = 0.4;

/**
 * What undoes a change of indentation that the answer as a whole has suffered: tabs for spaces, steps of another
 * width, the same in front of all lines. An edit may move lines, as into a block, so not all need to agree, but the
 * ends have to. Undefined when the indentation was lost, or several changes could be what happened.
 */
export function findReindent(indentation: Indentation): Reindent | undefined {
  const { pairs, ends, given, own, unit, frame } = indentation;
  const all = [...ends, ...pairs].filter((pair) => !isBlank(pair.given) && !isBlank(pair.own)).map(toIndents);
  const edges = ends.map(toIndents);
  const staying = all.filter(([from, to]) => from === to);
  if (staying.length === all.length) return asWritten;
  if (isFlat(given)) {
    const [level = "", ...others] = new Set(all.map(([, to]) => to));
    // Those of a block comment stand right below each other.
    const areComment = all.length > 1 && given.every((line) => isBlank(line) || line.startsWith("*"));
    if (areComment && others.length === 0) return toReindent(movedTo("", level), own);
    // Lines that stand in several depths of the file have lost them.
    const areLevel = others.length === 0;
    return frame && areLevel && isAtMargin(indentation, frame) ? asWritten : undefined;
  }
  const otherKind = otherKindOf(given, own);
  const isOtherKind = otherKind !== undefined;
  if (frame) {
    const reading = fittingReading(indentation, frame, all, readingsOf(all, given, unit, otherKind));
    if (reading !== same) return reading && toReindent(reading, own);
    return isOtherKind ? undefined : asWritten;
  }
  if (ends.length === 0 && !isOtherKind) {
    // Code that was put into a block, or out of one, begins with another line.
    if (commonIndent(given) === commonIndent(own) && !isFirstMoved(pairs, given, own)) return asWritten;
    const shift = movedTo(commonIndent(given), commonIndent(own));
    const count = all.filter(([from, to]) => shift(from) === to).length;
    if (count > staying.length && count * 2 >= all.length) return toReindent(shift, own);
  }
  const givenIndents = [...new Set(given.filter((line) => !isBlank(line)).map(indentOf))];
  const explaining = readingsOf(all, given, unit, otherKind)
    .filter((reading) => edges.every(([from, to]) => reading(from) === to))
    .map((reading) => ({ reading, count: all.filter(([from, to]) => reading(from) === to).length }));
  const isPossible = edges.length > 0 && edges.every(([from, to]) => from === to);
  const mayMove = !isPossible || isOtherKind || isOtherWidth(all, given, unit);
  const least = Math.max(
    staying.length + (isOtherKind ? 1 : 2),
    mayMove ? Math.ceil(all.length * LEAST_SHARE) : all.length,
  );
  const most = explaining.reduce((count, next) => Math.max(count, next.count), 0);
  if (most < least) return isPossible && !isOtherKind ? asWritten : undefined;
  const likely = explaining.filter(({ count }) => count === most).map(({ reading }) => reading);
  // What leaves a line without an answer is not what happened to it.
  const complete = likely.filter((reading) => givenIndents.every((indent) => reading(indent) !== undefined));
  const [best, ...others] = complete.length > 0 ? complete : likely;
  const isSame = others.every((other) => givenIndents.every((indent) => other(indent) === best?.(indent)));
  if (!best || !isSame) return undefined;
  return toReindent(best, own);
}

/** Whether the answer steps in by another width than the file and no line that is indented stands as the file has it. */
function isOtherWidth(pairs: readonly Indents[], given: readonly string[], unit: string | undefined): boolean {
  const givenUnit = indentationUnit(given.join("\n"));
  const isOther = givenUnit !== undefined && unit !== undefined && widthOf(givenUnit) !== widthOf(unit);
  return isOther && pairs.every(([from, to]) => from === "" || from !== to);
}

/** Whether lines without indentation stand right between those around them. */
function isAtMargin({ given, own, unit = "" }: Indentation, { above, below = "" }: Frame): boolean {
  const first = given.find((line) => !isBlank(line)) ?? "";
  if (above === undefined || indentBelow(above, first, unit) !== "") return false;
  const steps = new Set([unit, ...stepsIn([above, ...own, below])]);
  return countBreaks([above, ...given, below], steps) <= countBreaks([above, ...own, below], steps);
}

const same: Reading = (indent) => indent;

/**
 * The reading that puts free lines where what is around them and the brackets in them want them, as far as two pairs
 * show that the answer has them elsewhere; `same` when nothing speaks against the answer.
 */
function fittingReading(
  { pairs, given, own, unit = "" }: Indentation,
  { above = "", below = "" }: Frame,
  all: readonly Indents[],
  readings: readonly Reading[],
): Reading | undefined {
  const ends = [given, own].map((lines) => lines.filter((line) => !isBlank(line)));
  const pinned = [0, -1].flatMap((at) => {
    const [line, ownLine] = ends.map((lines) => lines.at(at));
    return pairs
      .filter((pair) => pair.given === line && pair.own === ownLine)
      .slice(0, 1)
      .map(toIndents);
  });
  const ownFrame = [above, ...own, below];
  const steps = new Set([unit, ...stepsIn(ownFrame)]);
  const ownBreaks = countBreaks(ownFrame, steps);
  const judge = (reading: Reading): Judged | undefined => {
    const lines = given.map((line) => moved(line, reading));
    if (!lines.every((line) => line !== undefined)) return undefined;
    const isExplained = ([from, to]: Indents): boolean => reading(from) === to;
    const explained = all.filter(isExplained);
    const misplaced = countBreaks([above, ...lines, below], steps);
    return {
      reading,
      result: lines.map(indentOf).join("|"),
      first: lines.find((line) => !isBlank(line)) ?? "",
      isRegular: misplaced <= ownBreaks && pinned.slice(0, 1).every(isExplained),
      breaks: misplaced + pinned.filter((pair) => !isExplained(pair)).length,
      isPinned: pinned.every(isExplained),
      count: explained.length,
      changed: explained.filter(([from, to]) => from !== to).length,
    };
  };
  const [ownFirst = ""] = ends[1] ?? [];
  const isJoined = (first: string): boolean =>
    countBreaks([above, first], steps) <= countBreaks([above, ownFirst], steps);
  const asIs = judge(same);
  if (!asIs) return undefined;
  const rivals = readings
    .flatMap((reading) => judge(reading) ?? [])
    .filter(({ result, breaks, count, changed }) => {
      if (result === asIs.result || changed < 2) return false;
      if (breaks < asIs.breaks) return count >= asIs.count;
      return breaks === asIs.breaks && count >= Math.max(asIs.count + 2, Math.ceil(all.length * LEAST_SHARE));
    });
  const regular = rivals.filter(({ isRegular }) => isRegular);
  const likely = regular.length > 0 ? regular : rivals;
  const pinnedRivals = likely.filter(({ isPinned }) => isPinned);
  const possible = pinnedRivals.length > 0 ? pinnedRivals : likely;
  const most = Math.max(...possible.map(({ count, breaks }) => count - breaks));
  const [best, ...others] = possible.filter(({ count, breaks }) => count - breaks === most);
  if (best && !isJoined(best.first)) return undefined;
  if (best) return others.every(({ result }) => result === best.result) ? best.reading : undefined;
  const isLikely = asIs.breaks <= ownBreaks;
  return isLikely || (commonIndent(given) === commonIndent(own) && pinned.every(([from, to]) => from === to))
    ? same
    : undefined;
}

type Judged = {
  readonly reading: Reading;
  /** The indentation of all lines after it. */
  readonly result: string;
  readonly first: string;
  /** How often lines stand where nothing puts them. */
  readonly breaks: number;
  /** Whether the first line stands where the file has it, and no more lines than there where nothing puts them. */
  readonly isRegular: boolean;
  /** Whether the first and the last line stand where the file has them, as far as it has them. */
  readonly isPinned: boolean;
  /** How many pairs it explains, and how many of these are not as the file has them without it. */
  readonly count: number;
  readonly changed: number;
};

function moved(line: string, reading: Reading): string | undefined {
  if (isBlank(line)) return line;
  const indent = indentOf(line);
  const ownIndent = reading(indent);
  return ownIndent === undefined ? undefined : ownIndent + line.slice(indent.length);
}

/** Blank lines with spaces stay where the file has them like that; answers move the others only. */
function toReindent(reading: Reading, own: readonly string[]): Reindent {
  const blank = new Set(own.filter(isBlank));
  return (line) => {
    const indent = indentOf(line);
    const ownIndent = reading(indent);
    if (isBlank(line)) return line === "" || blank.has(line) ? line : (ownIndent ?? "");
    return ownIndent === undefined ? undefined : ownIndent + line.slice(indent.length);
  };
}

/** The same taken off in front of all lines, and something else put there. */
function movedTo(start: string, ownStart: string): Reading {
  return (indent) => (indent.startsWith(start) ? ownStart + indent.slice(start.length) : undefined);
}

type Indents = readonly [given: string, own: string];
type Reading = (indent: string) => string | undefined;

function toIndents({ given, own }: LinePair): Indents {
  return [indentOf(given), indentOf(own)];
}

const WIDTHS = [2, 4, 8, 3];

type Conversion = {
  readonly convert: Reading;
  /** It makes one step of the file out of one of the answer: then all lines may have been moved besides. */
  readonly isUsual: boolean;
};

/** The ways to read one of the pairs, the simplest first. */
function readingsOf(
  pairs: readonly Indents[],
  given: readonly string[],
  unit: string | undefined,
  otherKind: string | undefined,
): readonly Reading[] {
  const common = commonIndent(given);
  const samples = [...new Map(pairs.map((pair) => [pair.join("|"), pair])).values()].slice(0, 12);
  const givenUnit = indentationUnit(given.map((line) => line.slice(common.length)).join("\n"));
  return conversionsOf(unit, givenUnit, otherKind).flatMap(({ convert, isUsual }) =>
    isUsual
      ? [...new Set(["", common])].flatMap((start) => samples.flatMap((pair) => shiftedBy(pair, start, convert) ?? []))
      : [convert],
  );
}

function conversionsOf(
  unit: string | undefined,
  givenUnit: string | undefined,
  otherKind: string | undefined,
): readonly Conversion[] {
  const width = widthOf(unit);
  const givenWidth = widthOf(givenUnit);
  const widths = [...new Set([width ?? 4, ...WIDTHS])];
  if (otherKind === "\t") {
    return widths.map((size) => ({
      convert: (indent) => inSteps(indent, size, "\t"),
      isUsual: givenWidth === undefined || size === givenWidth,
    }));
  }
  if (otherKind !== undefined) {
    return widths.map((size) => ({ convert: (indent) => withSpaces(indent, size), isUsual: size === (width ?? 4) }));
  }
  const changes = WIDTHS.flatMap((from) => WIDTHS.filter((to) => to !== from).map((to) => ({ from, to }))).filter(
    // Steps of three are none of two or four.
    ({ from }) => givenWidth === undefined || from % givenWidth === 0 || givenWidth % from === 0,
  );
  return [
    { convert: (indent) => indent, isUsual: true },
    ...changes.map(({ from, to }) => ({
      convert: (indent: string) => inSteps(indent, from, " ".repeat(to)),
      isUsual: to === width && (givenWidth === undefined || from === givenWidth),
    })),
  ];
}

/** Undefined for tabs. */
function widthOf(unit: string | undefined): number | undefined {
  return unit === undefined || unit.startsWith("\t") ? undefined : unit.length;
}

/** Spaces behind tabs are the inside of a block comment, or what was too little for a tab. */
function withSpaces(indent: string, size: number): string | undefined {
  return / \t/.test(indent) ? undefined : indent.replaceAll("\t", " ".repeat(size));
}

/** The reading that explains `pair`: `start` goes, the rest is converted, the same is put in front or taken off. */
function shiftedBy([given, own]: Indents, start: string, convert: Reading): Reading | undefined {
  const converted: Reading = (indent) => (indent.startsWith(start) ? convert(indent.slice(start.length)) : undefined);
  const text = converted(given);
  if (text === undefined) return undefined;
  if (own.endsWith(text)) {
    const added = own.slice(0, own.length - text.length);
    return (indent) => {
      const rest = converted(indent);
      return rest === undefined ? undefined : added + rest;
    };
  }
  if (!text.endsWith(own)) return undefined;
  const removed = text.slice(0, text.length - own.length);
  return (indent) => {
    const rest = converted(indent);
    return rest?.startsWith(removed) ? rest.slice(removed.length) : undefined;
  };
}

/** One space more than whole steps is the inside of a block comment. */
function inSteps(indent: string, width: number, step: string): string | undefined {
  if (indent.includes("\t")) return undefined;
  const odd = indent.length % width;
  return odd > 1 ? undefined : step.repeat((indent.length - odd) / width) + " ".repeat(odd);
}

function isFirstMoved(pairs: readonly LinePair[], given: readonly string[], own: readonly string[]): boolean {
  const [first, ownFirst] = [given, own].map((lines) => lines.find((line) => !isBlank(line)));
  return pairs.some(
    (pair) => pair.given === first && pair.own === ownFirst && indentOf(pair.given) !== indentOf(pair.own),
  );
}

function isFlat(lines: readonly string[]): boolean {
  return lines.length > 2 && lines.every((line) => indentOf(line) === "" || isBlank(line));
}

/** What the file is indented with where the answer has the other of tabs and spaces, whatever stands in front of all lines. */
function otherKindOf(given: readonly string[], own: readonly string[]): string | undefined {
  const common = commonIndent(given).length;
  const kind = kindOf(given.map((line) => line.slice(common))) ?? kindOf(given);
  const ownKind = kindOf(own);
  return kind === undefined || kind === ownKind ? undefined : ownKind;
}

/** What most indented lines are indented with; undefined when none is. */
function kindOf(lines: readonly string[]): string | undefined {
  const indented = lines.filter((line) => !isBlank(line) && /^(?:\t| {2})/.test(line));
  const tabs = indented.filter((line) => line.startsWith("\t")).length;
  return indented.length === 0 ? undefined : tabs * 2 > indented.length ? "\t" : " ";
}

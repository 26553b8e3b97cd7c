import type { LinePair } from "../damage/textRepair.ts";
import { areAtMargin, commonIndent, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { fittingReading, isAtMargin } from "./fittingReading.ts";
import type { Frame } from "./frame.ts";
import {
  isOtherWidth,
  LEAST_SHARE,
  movedTo,
  otherKindOf,
  readingsOf,
  same,
  toIndents,
  type Reading,
} from "./indentReadings.ts";

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

/**
 * What undoes a change of indentation that the answer as a whole has suffered: tabs for spaces, steps of another
 * width, the same in front of all lines. An edit may move lines, as into a block, so not all need to agree, but the
 * ends have to. Undefined when the indentation was lost, or several changes could be what happened.
 */
export function findReindent(indentation: Indentation): Reindent | undefined {
  const { pairs, ends, given, own, unit, frame } = indentation;
  if ([ends, pairs].every((list) => list.every(isStaying))) return asWritten;
  const all = [...ends, ...pairs].filter((pair) => !isBlank(pair.given) && !isBlank(pair.own)).map(toIndents);
  const edges = ends.map(toIndents);
  const staying = all.filter(([from, to]) => from === to);
  if (given.length > 2 && areAtMargin(given)) {
    const [level = "", ...others] = new Set(all.map(([, to]) => to));
    // Those of a block comment stand right below each other.
    const areComment = all.length > 1 && given.every((line) => isBlank(line) || line.startsWith("*"));
    if (areComment && others.length === 0) return toReindent(movedTo("", level), own);
    // Lines that stand in several depths of the file have lost them.
    return frame && others.length === 0 && isAtMargin(indentation, frame) ? asWritten : undefined;
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

function isStaying({ given, own }: LinePair): boolean {
  return given === own || isBlank(given) || isBlank(own) || indentOf(given) === indentOf(own);
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

function isFirstMoved(pairs: readonly LinePair[], given: readonly string[], own: readonly string[]): boolean {
  const [first, ownFirst] = [given, own].map((lines) => lines.find((line) => !isBlank(line)));
  return pairs.some(
    (pair) => pair.given === first && pair.own === ownFirst && indentOf(pair.given) !== indentOf(pair.own),
  );
}

import { commonIndent, indentationUnit, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";

/** One change of indentation for all lines: what they all start with, what the document has there, and the steps. */
export type Shift = { readonly given: string; readonly own: string; readonly steps: Steps | undefined };

/** `from` characters of one indentation are `to` times `unit` of the other. */
type Steps = { readonly from: number; readonly to: number; readonly unit: string };

export const NO_SHIFT: Shift = { given: "", own: "", steps: undefined };

/** The one shift that makes the indentation of `own` out of that of `given`, line for line; undefined if there is none. */
export function findShift(given: readonly string[], own: readonly string[]): Shift | undefined {
  const shift = { given: commonIndent(given), own: commonIndent(own) };
  const pairs = given.flatMap((line, index) => {
    const ownLine = own[index] ?? "";
    return isBlank(line) || isBlank(ownLine)
      ? []
      : [{ rest: indentOf(line).slice(shift.given.length), ownRest: indentOf(ownLine).slice(shift.own.length) }];
  });
  if (pairs.every(({ rest, ownRest }) => rest === ownRest)) return { ...shift, steps: undefined };
  const least = pairs
    .filter(({ rest }) => rest !== "")
    .toSorted((a, b) => a.rest.length - b.rest.length)
    .at(0);
  if (!least || least.ownRest === "") return undefined;
  const divisor = greatestCommonDivisor(least.rest.length, least.ownRest.length);
  const steps = { from: least.rest.length / divisor, to: least.ownRest.length / divisor, unit: least.ownRest[0] ?? "" };
  const isShared = pairs.every(({ rest, ownRest }) => inSteps(rest, steps) === ownRest);
  return isShared ? { ...shift, steps } : undefined;
}

/**
 * The shift with the steps that the matched lines do not show because none of them is deeper than another: where the
 * document indents with tabs and the model with spaces, or the other way round, one unit is one unit.
 */
export function withUnits(shift: Shift, givenText: string, documentText: string): Shift {
  const from = indentationUnit(givenText);
  const unit = indentationUnit(documentText);
  if (shift.steps || from === undefined || unit === undefined || from[0] === unit[0]) return shift;
  return { ...shift, steps: { from: from.length, to: 1, unit } };
}

/** The lines moved by `shift`; undefined when one of them stands further out than the shift can say. */
export function shiftLines(lines: readonly string[], shift: Shift): readonly string[] | undefined {
  const moved: string[] = [];
  for (const line of lines) {
    const result = isBlank(line) ? line : shiftLine(line, shift);
    if (result === undefined) return undefined;
    moved.push(result);
  }
  return moved;
}

function shiftLine(line: string, { given, own, steps }: Shift): string | undefined {
  const indent = indentOf(line);
  const text = line.slice(indent.length);
  if (indent.startsWith(given)) return own + inSteps(indent.slice(given.length), steps) + text;
  if (own.endsWith(given) && steps === undefined) return own.slice(0, own.length - given.length) + line;
  const surplus = given.endsWith(own) ? given.slice(0, given.length - own.length) : undefined;
  if (surplus !== undefined && steps === undefined && line.startsWith(surplus)) return line.slice(surplus.length);
  return steps && inSteps(given, steps) === own ? inSteps(indent, steps) + text : undefined;
}

function inSteps(indent: string, steps: Steps | undefined): string {
  if (!steps) return indent;
  const odd = indent.length % steps.from;
  // What is left over is the one space in front of the later lines of a block comment.
  return steps.unit.repeat(((indent.length - odd) / steps.from) * steps.to) + indent.slice(indent.length - odd);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

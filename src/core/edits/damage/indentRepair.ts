import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { LinePair } from "./textRepair.ts";

/** One way in which the file's indentation comes out of the answer's; undefined for what it cannot have come from. */
export type Reindent = (indent: string) => string | undefined;

export type IndentRepair = {
  /** Whether the answer's indentation is the file's. */
  readonly isNone: boolean;
  /** The file's indentation for that of a line of the answer; undefined when it is not certain. */
  readonly indent: (given: string) => string | undefined;
};

const same: Reindent = (indent) => indent;
const WIDTHS = [2, 4, 8, 3];
const STEPS = [2, 4, 8];

/** Tabs against spaces, and steps of other widths; what is left over is the one space inside a block comment. */
const conversions: readonly { readonly to: RegExp; readonly convert: Reindent }[] = [
  ...WIDTHS.map((width) => ({
    to: /\t/,
    convert: (indent: string) => indent.replace(/^ +/, (spaces) => inSteps(spaces, width, "\t")),
  })),
  ...WIDTHS.map((width) => ({
    to: / /,
    convert: (indent: string) => indent.replaceAll("\t", " ".repeat(width)),
  })),
  ...STEPS.flatMap((from) =>
    STEPS.filter((to) => to !== from).map((to) => ({
      to: / /,
      convert: (indent: string) => inSteps(indent, from, " ".repeat(to)),
    })),
  ),
];

/**
 * What makes the file's indentation out of the answer's for every pair: tabs for spaces or other steps, after the
 * same was put in front of all lines or taken off. Undefined when nothing does, as when it was lost altogether.
 * `unit` is one step of the file's own indentation, where it is known.
 */
export function findIndentRepair(pairs: readonly LinePair[], unit?: string): IndentRepair | undefined {
  const known = new Map<string, string>();
  for (const { given, own } of pairs) {
    if (isBlank(given) || isBlank(own)) continue;
    const [from, to] = [indentOf(given), indentOf(own)];
    if ((known.get(from) ?? to) !== to) return undefined;
    known.set(from, to);
  }
  const indents = [...known];
  if (indents.every(([from, to]) => from === to)) return { isNone: true, indent: same };
  const readings = readingsOf(indents);
  if (readings.length === 0) return undefined;
  return { isNone: false, indent: (given) => known.get(given) ?? agreed(given, readings, [...known.values()], unit) };
}

type Pair = readonly [given: string, own: string];

/** All ways that explain every pair of indentations. */
function readingsOf(indents: readonly Pair[]): readonly Reindent[] {
  const common = indents.map(([given]) => given).reduce(sharedStart);
  const converted = conversions.flatMap(({ to, convert }) =>
    [...new Set(["", common])].map((start) => converting(convert, to, start, indents)),
  );
  return [movedBy(indents), ...converted]
    .filter((reading) => reading !== undefined)
    .filter((reading) => indents.every(([given, own]) => reading(given) === own));
}

/** The same in front of all lines, or taken off. */
function movedBy([first]: readonly Pair[]): Reindent | undefined {
  const [given, own] = first ?? ["", ""];
  if (own.endsWith(given)) {
    const added = own.slice(0, own.length - given.length);
    return (indent) => added + indent;
  }
  if (!given.endsWith(own)) return undefined;
  const removed = given.slice(0, given.length - own.length);
  return (indent) => (indent.startsWith(removed) ? indent.slice(removed.length) : undefined);
}

/** `convert` for what follows `start`, if a line shows it: else it would be no more than a guess. */
function converting(convert: Reindent, to: RegExp, start: string, indents: readonly Pair[]): Reindent | undefined {
  const isShown = indents.some(([given, own]) => {
    const rest = given.slice(start.length);
    return to.test(own) && convert(rest) !== rest;
  });
  if (!isShown) return undefined;
  const base = start === "" ? "" : indents.find(([given]) => given === start)?.[1];
  return (indent) => {
    const rest = base !== undefined && indent.startsWith(start) ? convert(indent.slice(start.length)) : undefined;
    return rest === undefined ? undefined : base + rest;
  };
}

/** What all readings say; where they differ, what those say that put the line in whole steps from known lines. */
function agreed(
  given: string,
  readings: readonly Reindent[],
  known: readonly string[],
  unit: string | undefined,
): string | undefined {
  const results = new Set(readings.map((reading) => reading(given)).filter((indent) => indent !== undefined));
  const likely =
    results.size > 1 && unit !== undefined
      ? [...results].filter((indent) => known.some((other) => isStep(indent, other, unit)))
      : [...results];
  return likely.length === 1 ? likely[0] : undefined;
}

function isStep(indent: string, other: string, unit: string): boolean {
  const [shorter, longer] = indent.length < other.length ? [indent, other] : [other, indent];
  const rest = longer.slice(shorter.length);
  return longer.startsWith(shorter) && rest === unit.repeat(Math.round(rest.length / unit.length));
}

function inSteps(spaces: string, width: number, step: string): string {
  const odd = spaces.length % width;
  return step.repeat((spaces.length - odd) / width) + " ".repeat(odd);
}

function sharedStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

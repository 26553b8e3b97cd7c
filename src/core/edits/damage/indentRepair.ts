import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { LinePair } from "./textRepair.ts";

type Convert = (indent: string) => string;

/** One way in which the file's indentation comes out of the answer's; undefined for what it cannot have come from. */
type Reading = {
  /** Undefined where steps stay as they are. */
  readonly conversion: Conversion | undefined;
  /** It says the same of lines in any place. */
  readonly isGeneral: boolean;
  readonly indent: (given: string) => string | undefined;
};

export type IndentRepair = {
  /** Whether the answer's indentation is the file's. */
  readonly isNone: boolean;
  /** Whether the steps are perhaps others, and not only more or fewer of them. */
  readonly converts: boolean;
  /** The file's indentation for that of a line of the answer; undefined when it is not certain. */
  readonly indent: (given: string) => string | undefined;
};

/** What is known of indentation besides the pairs. */
export type Units = {
  /** One step of it. */
  readonly given?: string | undefined;
  readonly own?: string | undefined;
  /** The indentations of the answer, block comments aside: other steps are likely only where all are whole ones. */
  readonly indents?: readonly string[];
};

const same: Convert = (indent) => indent;
const WIDTHS = [2, 4, 8, 3];
const STEPS = [1, 2, 4, 8];

type Conversion = {
  /** One step of the answer, where it may be told apart from what is left over. */
  readonly from: number;
  readonly convert: Convert;
  /** What one step becomes. */
  readonly step: string;
};

/** Tabs against spaces, and steps of other widths; what is left over is the one space inside a block comment. */
const conversions: readonly Conversion[] = [
  ...WIDTHS.map((width) => ({
    from: width,
    step: "\t",
    convert: (indent: string) => indent.replace(/^ +/, (spaces) => inSteps(spaces, width, "\t")),
  })),
  ...WIDTHS.map((width) => ({
    from: width,
    step: " ".repeat(width),
    convert: (indent: string) => indent.replaceAll("\t", " ".repeat(width)),
  })),
  ...STEPS.flatMap((from) =>
    STEPS.filter((to) => to !== from).map((to) => ({
      from,
      step: " ".repeat(to),
      convert: (indent: string) => (indent.includes("\t") ? indent : inSteps(indent, from, " ".repeat(to))),
    })),
  ),
];

/**
 * What makes the file's indentation out of the answer's for every pair: tabs for spaces or other steps, after the
 * same was put in front of all lines or taken off. Undefined when nothing does, as when it was lost altogether. `units`
 * decide between several ways; other steps have to explain `all` pairs of the answer, as they would not change.
 */
export function findIndentRepair(
  pairs: readonly LinePair[],
  units: Units = {},
  all: readonly LinePair[] = pairs,
): IndentRepair | undefined {
  const known = new Map<string, string>();
  for (const { given, own } of pairs) {
    if (isBlank(given) || isBlank(own)) continue;
    const [from, to] = [indentOf(given), indentOf(own)];
    if ((known.get(from) ?? to) !== to) return undefined;
    known.set(from, to);
  }
  const indents = [...known];
  if (indents.every(([from, to]) => from === to)) return { isNone: true, converts: false, indent: same };
  const readings = readingsOf(indents, units).filter((reading) => !reading.isGeneral || explainsAll(reading, all));
  if (readings.length === 0) return undefined;
  return {
    isNone: false,
    converts: readings.some(({ conversion }) => conversion !== undefined),
    indent: (given) => known.get(given) ?? agreed(given, readings, [...known.values()], units),
  };
}

function explainsAll({ indent }: Reading, pairs: readonly LinePair[]): boolean {
  return pairs.every(({ given, own }) => isBlank(own) || indent(indentOf(given)) === indentOf(own));
}

type Pair = readonly [given: string, own: string];

/** All ways that explain every pair of indentations. */
function readingsOf(indents: readonly Pair[], units: Units): readonly Reading[] {
  const common = indents.map(([given]) => given).reduce(sharedStart);
  const converted = conversions.flatMap((conversion) => [
    converting(conversion, "", indents, units),
    ...(common === "" || conversion.from === 1 ? [] : [converting(conversion, common, indents, units)]),
  ]);
  return [movedBy(indents), ...converted]
    .filter((reading) => reading !== undefined)
    .filter((reading) => indents.every(([given, own]) => reading.indent(given) === own));
}

/** The same in front of all lines, or taken off. */
function movedBy([first]: readonly Pair[]): Reading | undefined {
  const [given, own] = first ?? ["", ""];
  if (own.endsWith(given)) {
    const added = own.slice(0, own.length - given.length);
    return { conversion: undefined, isGeneral: false, indent: (indent) => added + indent };
  }
  if (!given.endsWith(own)) return undefined;
  const removed = given.slice(0, given.length - own.length);
  const indent = (text: string) => (text.startsWith(removed) ? text.slice(removed.length) : undefined);
  return { conversion: undefined, isGeneral: false, indent };
}

/** The conversion of what follows `start`, if the file has such steps. */
function converting(
  conversion: Conversion,
  start: string,
  indents: readonly Pair[],
  { indents: all = [] }: Units,
): Reading | undefined {
  const { from, convert, step } = conversion;
  const changes = (given: string): boolean =>
    given.startsWith(start) && convert(given.slice(start.length)) !== given.slice(start.length);
  const isShown = indents.some(([given, own]) => own.startsWith(step.charAt(0)) && changes(given));
  const base = start === "" ? "" : indents.find(([given]) => given === start)?.[1];
  const isWhole = all.every((given) => !changes(given) || spacesOf(given.slice(start.length)) % from === 0);
  if (!isShown || !isWhole || base === undefined) return undefined;
  const indent = (text: string) => (text.startsWith(start) ? base + convert(text.slice(start.length)) : undefined);
  return { conversion, isGeneral: start === "", indent };
}

function spacesOf(indent: string): number {
  return /^ */.exec(indent)?.[0].length ?? 0;
}

/**
 * What all readings say; where they differ, those in which one step of the answer is one of the file, and then those
 * that put the line in whole steps from known lines.
 */
function agreed(
  given: string,
  readings: readonly Reading[],
  known: readonly string[],
  units: Units,
): string | undefined {
  const { given: from, own: unit } = units;
  const isFitting = ({ conversion }: Reading): boolean =>
    from === undefined ? conversion?.step === unit : (conversion?.convert(from) ?? from) === unit;
  const isWhole = (indent: string): boolean => unit !== undefined && known.some((other) => isStep(indent, other, unit));
  const results = resultsOf(given, readings);
  if (results.length < 2) return results[0];
  const moved = resultsOf(
    given,
    readings.filter(({ conversion }) => conversion === undefined),
  );
  const fitting = resultsOf(given, readings.filter(isFitting));
  // Lines that only stand further in look like lines with wider steps.
  if (moved.length > 0 && fitting.some((indent) => indent !== moved[0])) return undefined;
  const likely = (fitting.length > 0 ? fitting : results).filter(isWhole);
  return likely.length === 1 ? likely[0] : undefined;
}

function resultsOf(given: string, readings: readonly Reading[]): readonly string[] {
  return [...new Set(readings.map(({ indent }) => indent(given)).filter((indent) => indent !== undefined))];
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

import type { LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";

/** The indentation of a line in the answer, and of the same line in the file. */
export type Indents = readonly [given: string, own: string];

/** What the file's indentation was before the answer changed it; undefined where that cannot be what happened. */
export type Reading = (indent: string) => string | undefined;

/** Below this share of the lines that are in both, a change of indentation explains nothing. */
export const LEAST_SHARE = 0.4;

export const same: Reading = (indent) => indent;

export function toIndents({ given, own }: LinePair): Indents {
  return [indentOf(given), indentOf(own)];
}

/** The same taken off in front of all lines, and something else put there. */
export function movedTo(start: string, ownStart: string): Reading {
  return (indent) => (indent.startsWith(start) ? ownStart + indent.slice(start.length) : undefined);
}

const WIDTHS = [2, 4, 8, 3];

type Conversion = {
  readonly convert: Reading;
  /** It makes one step of the file out of one of the answer: then all lines may have been moved besides. */
  readonly isUsual: boolean;
};

/** The ways to read one of the pairs, the simplest first. */
export function readingsOf(
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
    { convert: same, isUsual: true },
    ...changes.map(({ from, to }) => ({
      convert: (indent: string) => inSteps(indent, from, " ".repeat(to)),
      isUsual: to === width && (givenWidth === undefined || from === givenWidth),
    })),
  ];
}

/** Whether the answer steps in by another width than the file and no line that is indented stands as the file has it. */
export function isOtherWidth(pairs: readonly Indents[], given: readonly string[], unit: string | undefined): boolean {
  const givenUnit = indentationUnit(given.join("\n"));
  const isOther = givenUnit !== undefined && unit !== undefined && widthOf(givenUnit) !== widthOf(unit);
  return isOther && pairs.every(([from, to]) => from === "" || from !== to);
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

/** What the file is indented with where the answer has the other of tabs and spaces, whatever stands in front of all lines. */
export function otherKindOf(given: readonly string[], own: readonly string[]): string | undefined {
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

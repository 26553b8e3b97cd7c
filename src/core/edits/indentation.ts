import { isBlank, splitLines } from "./lines.ts";

export function indentOf(line: string): string {
  let length = 0;
  while (line[length] === " " || line[length] === "\t") length++;
  return line.slice(0, length);
}

/** The longest whitespace that all lines start with, blank ones aside; empty when there are no others. */
export function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => !isBlank(line)).map(indentOf);
  return indents.reduce((common, indent) => common.slice(0, sharedLength(common, indent)), indents[0] ?? "");
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Whether no line is indented, blank ones aside. */
export function areAtMargin(lines: readonly string[]): boolean {
  return lines.every((line) => indentOf(line) === "" || isBlank(line));
}

/** Whether lines are indented with nothing but what `others` are indented with: tabs, spaces, or both. */
export function isOfTheKind(lines: readonly string[], others: readonly string[]): boolean {
  return [" ", "\t"].every(
    (kind) => others.some((line) => isIndentedWith(kind, line)) || !lines.some((line) => isIndentedWith(kind, line)),
  );
}

function isIndentedWith(kind: string, line: string): boolean {
  return !isBlank(line) && indentOf(line).includes(kind);
}

/**
 * One step of indentation as a text uses it: a tab, or as many spaces as most of its lines step in by.
 * Undefined when no line is indented.
 */
export function indentationUnit(text: string): string | undefined {
  const steps = new Map<string, number>();
  let previous = "";
  for (const line of splitLines(text)) {
    if (isBlank(line)) continue;
    const indent = indentOf(line);
    const step = indent.startsWith("\t") ? "\t" : " ".repeat(Math.max(0, indent.length - previous.length));
    // A step of one space is the inside of a block comment far more often than a style.
    const counts = step === "\t" || (step.length > 1 && step.length <= 8);
    if (counts) steps.set(step, (steps.get(step) ?? 0) + 1);
    previous = indent;
  }
  return [...steps].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * The lines with their leading whitespace in steps of `unit`, when the lines use the other of tabs and spaces
 * throughout and the size of their steps is certain; else the lines as they are. `isFixed` says which lines must
 * stay as they are. `ownLines` are the lines that are replaced: where the file itself mixes, nothing is converted.
 */
export function toUnit(
  lines: readonly string[],
  unit: string,
  isFixed: (index: number) => boolean,
  ownLines: readonly string[],
): readonly string[] {
  const indents = lines.filter((line, index) => !isBlank(line) && !isFixed(index)).map(indentOf);
  const other = unit === "\t" ? " " : "\t";
  const indented = indents.filter((indent) => indent !== "");
  if (indented.length === 0 || indented.some((indent) => !indent.startsWith(other))) return lines;
  if (ownLines.some((line) => indentOf(line).startsWith(other))) return lines;
  const step = other === "\t" ? 1 : spacesPerStep(indents, ownLines, lines);
  if (step === undefined) return lines;
  return lines.map((line, index) => {
    if (isBlank(line) || isFixed(index)) return line;
    const indent = indentOf(line);
    const width = /^(?: +|\t+)/.exec(indent)?.[0].length ?? 0;
    return unit.repeat(Math.floor(width / step)) + line.slice(width - (width % step));
  });
}

/** How many spaces one tab of the file stands for in `lines`; undefined when that is not certain. */
function spacesPerStep(
  indents: readonly string[],
  ownLines: readonly string[],
  lines: readonly string[],
): number | undefined {
  const widths = new Set(indents.map((indent) => indent.length));
  // The second and later lines of a block comment stand one space further in.
  const odd = new Set(lines.filter((line) => /^ +\*/.test(line)).map((line) => indentOf(line).length));
  const even = [...widths].filter((width) => width > 0 && !odd.has(width));
  const size = even.reduce(greatestCommonDivisor, 0);
  const known = stepOfKeptLine(lines, ownLines);
  if (known !== undefined) return even.every((width) => width % known === 0) ? known : undefined;
  // Without a line at the margin the deepest common step may be several steps at once.
  return widths.has(0) && size >= 2 && size <= 8 ? size : undefined;
}

/** A line that is in both texts tells how many spaces the one has for each tab of the other. */
function stepOfKeptLine(lines: readonly string[], ownLines: readonly string[]): number | undefined {
  const tabs = new Map(ownLines.map((line) => [line.trim(), /^\t*/.exec(line)?.[0].length ?? 0]));
  for (const line of lines) {
    const depth = tabs.get(line.trim()) ?? 0;
    const width = indentOf(line).length;
    if (depth > 0 && width >= 2 && width % depth === 0) return width / depth;
  }
  return undefined;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

import type { LineRange } from "../answer/fileAnswer.ts";
import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { DocumentLines } from "./documentLines.ts";
import { toBare, withoutTrailingSpace } from "./documentLines.ts";

/** What steps in or out by other signs than brackets, or goes on in the next line. */
const UNCLEAR =
  /^(?:begin|done|elif|else|elsif|end|esac|fi|then)\b|^(?:for|if|while)\b.*\)$|^[.?&|+*]|[=&|+?]$|^<[^>]*$|\b(?:do|then)$/;

/**
 * The lines with the indentation that brackets, tags and colons give them at the place of `range`, where the answer lost
 * it. Undefined unless that leads from the line above to the line that follows.
 */
export function indentsByStructure(
  given: readonly string[],
  { startLine, endLine }: LineRange,
  { lines, unit }: DocumentLines,
): readonly string[] | undefined {
  const own = lines.slice(startLine, endLine);
  const isSame = given.every((line, index) => toBare(line) === toBare(own[index] ?? ""));
  if (given.length === own.length && !isSame && given.every((line, index) => isAlike(line, own[index] ?? ""))) {
    return given.map((line, index) => (isBlank(line) ? line : indentOf(own[index] ?? "") + toBare(line)));
  }
  const above = codeLine(lines, startLine - 1, -1);
  const below = codeLine(lines, endLine, 1);
  if (unit === undefined || above === undefined || below === undefined) return undefined;
  // Where brackets do not explain the document's own lines, they explain no others.
  const isExplained = fromTo(own, above, below, unit)?.every(
    (line, index) => line === withoutTrailingSpace(own[index] ?? ""),
  );
  return isExplained ? fromTo(given, above, below, unit) : undefined;
}

/** The lines as brackets indent them below `above`; undefined where that does not lead to `below`. */
function fromTo(lines: readonly string[], above: string, below: string, unit: string): readonly string[] | undefined {
  const result: string[] = [];
  let previous = above;
  for (const line of lines) {
    if (isBlank(line)) {
      result.push("");
      continue;
    }
    const indent = indentBelow(previous, line, unit);
    if (indent === undefined) return undefined;
    previous = indent + toBare(line);
    result.push(previous);
  }
  return nextIndent(previous, below, unit) === indentOf(below) ? result : undefined;
}

/** Whether one line can stand where the other stands: both begin a block or end one, or do neither. */
function isAlike(given: string, own: string): boolean {
  return isBlank(given) === isBlank(own) && opens(given) === opens(own) && closes(given) === closes(own);
}

/**
 * Whether the lines may stand as they are at the place of `range`: a block that begins in them goes one step in, and so
 * does one that begins above and that the document itself indents.
 */
export function isRegular(
  lines: readonly string[],
  { startLine }: LineRange,
  { lines: all, unit = "" }: DocumentLines,
): boolean {
  const above = codeLine(all, startLine - 1, -1) ?? "";
  const below = codeLine(all, startLine, 1) ?? "";
  let previous = beginsBlock(above) && indentOf(below).length > indentOf(above).length ? above : "";
  return lines.every((line) => {
    if (isBlank(line)) return true;
    const [outer, inner] = [indentOf(previous), indentOf(line)];
    const isInside = unit === "" ? inner.length > outer.length : inner === outer + unit;
    // Generated code has comments in front of lines that are indented behind them.
    const isRight = !beginsBlock(previous) || closes(line) || isInside || /^\/\*.*\*\/\s*\S/.test(line);
    previous = line;
    return isRight;
  });
}

/**
 * How often one of the lines, which stand below each other, stands where brackets, tags and colons do not put it:
 * one of `steps` further in, or not at all. Lines that other signs may have put there do not count.
 */
export function countBreaks(lines: readonly string[], steps: ReadonlySet<string>): number {
  return jointsOf(lines).filter(({ outer, inner, isInside, isClosing }) => {
    if (isInside && !isClosing) return !inner.startsWith(outer) || !steps.has(inner.slice(outer.length));
    if (isInside) return inner !== outer;
    return !outer.startsWith(inner) || (isClosing && inner === outer);
  }).length;
}

/** How far the lines step in where a block begins. */
export function stepsIn(lines: readonly string[]): readonly string[] {
  return jointsOf(lines).flatMap(({ outer, inner, isInside, isClosing }) =>
    isInside && !isClosing && inner.startsWith(outer) ? [inner.slice(outer.length)] : [],
  );
}

/** Whether a line stands further out than the one above it and no bracket says so. */
export function stepsOutUnclosed(lines: readonly string[]): boolean {
  return jointsOf(lines).some(({ outer, inner, isClosing }) => inner.length < outer.length && !isClosing);
}

/** The indentation of a line and of the one above it, which perhaps begins a block that the line is inside of. */
type Joint = {
  readonly outer: string;
  readonly inner: string;
  readonly isInside: boolean;
  readonly isClosing: boolean;
};

function jointsOf(lines: readonly string[]): readonly Joint[] {
  const code = lines.filter((line) => !isBlank(line));
  return code.flatMap((line, index) => {
    const previous = code[index - 1];
    if (previous === undefined || isUnclear(previous, line)) return [];
    const [outer, inner] = [indentOf(previous), indentOf(line)];
    return [{ outer, inner, isInside: opens(previous), isClosing: closes(line) }];
  });
}

const BLOCK = /\{$|^(?:async|case|class|def|default|elif|else|except|finally|for|if|match|try|while|with)\b.*:$/;

function beginsBlock(line: string): boolean {
  return BLOCK.test(codeOf(line));
}

/** How brackets indent a line below another; undefined where other signs may decide. */
export function indentBelow(previous: string, line: string, unit: string): string | undefined {
  return isUnclear(previous, line) ? undefined : nextIndent(previous, line, unit);
}

function isUnclear(previous: string, line: string): boolean {
  return UNCLEAR.test(codeOf(line)) || /[=&|+?]$/.test(codeOf(previous));
}

function nextIndent(previous: string, line: string, unit: string): string | undefined {
  const indent = indentOf(previous) + (opens(previous) ? unit : "");
  if (!closes(line)) return indent;
  return indent.endsWith(unit) ? indent.slice(0, indent.length - unit.length) : undefined;
}

function opens(line: string): boolean {
  const code = codeOf(line);
  return /[{([:]$/.test(code) || (/^<[A-Za-z][^<]*[^/]>$/.test(code) && !VOID.test(code));
}

/** Without a comment at the end. */
function codeOf(line: string): string {
  return toBare(line).replace(/\s+(?:\/\/|#\s).*$/, "");
}

const VOID = /^<(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b/i;

function closes(line: string): boolean {
  return /^(?:[})\]]|<\/|\/>)/.test(toBare(line));
}

function codeLine(lines: readonly string[], from: number, step: 1 | -1): string | undefined {
  for (let index = from; index >= 0 && index < lines.length; index += step) {
    const line = lines[index] ?? "";
    if (!isBlank(line)) return line;
  }
  return undefined;
}

import { isBlank } from "../lines.ts";

/** Both sides of a hunk. */
export type HunkSides = {
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  /** One for each row: " " where both have the line, "-" or "+" where one has it. */
  readonly marks: string;
  /** How many lines they are by the count of a header. */
  readonly oldCount: number;
  readonly newCount: number;
  /** The hunk says how the file ends. */
  readonly isLast: boolean;
};

const NO_LAST_BREAK = /^\\ /;

/** Whether a line of a diff adds or removes. */
export function isChange(line: string): boolean {
  return line.startsWith("+") || line.startsWith("-");
}

/**
 * Reads the lines below an `@@` line. Context may have lost its leading space. Empty lines at the end belong to the
 * layout of the answer, unless the original is said to have `claimed` lines here and they are among them.
 *
 * Where the hunk says that one side has no line break at the end of the file, the other gets the empty line that a
 * text with one ends with.
 */
export function readHunkBody(lines: readonly string[], claimed?: number): HunkSides {
  const body = withoutLayout(lines.map(withPlainMark), claimed);
  return sidesOf(body, { isUnspaced: hasLostSpaces(body), isSpaced: false });
}

/**
 * The other way to read such lines, where their indentation speaks for it: no context line has its space although all
 * begin with some, or a space that is none of the line's stands behind every mark. Undefined when there is none.
 */
export function readHunkOtherwise(lines: readonly string[], claimed?: number): HunkSides | undefined {
  const body = withoutLayout(lines.map(withPlainMark), claimed);
  const context = body.filter((line) => line.startsWith(" ") && !isBlank(line));
  const changed = body.filter((line) => isChange(line) && !isBlank(line.slice(1))).map((line) => line.slice(1));
  const code = changed.filter(isCode);
  if (changed.length === 0 || hasLostSpaces(body)) return undefined;
  const isSpaced = code.length > 0 && !code.some((line) => isEven(spacesOf(line)));
  const isUnspaced = !isSpaced && context.length > 0 && [...context, ...changed].every(isUsual);
  return isSpaced || isUnspaced ? sidesOf(body, { isUnspaced, isSpaced }) : undefined;
}

type Marks = { readonly isUnspaced: boolean; readonly isSpaced: boolean };

function sidesOf(body: readonly string[], { isUnspaced, isSpaced }: Marks): HunkSides {
  const oldLines: string[] = [];
  const newLines: string[] = [];
  const endsBare = { old: false, new: false };
  let marks = "";
  let previous = "";
  for (const line of body) {
    if (NO_LAST_BREAK.test(line)) {
      if (previous !== "+") endsBare.old = true;
      if (previous !== "-") endsBare.new = true;
      continue;
    }
    const mark = isChange(line) ? line.charAt(0) : " ";
    const text = mark !== " " ? textOf(line, isSpaced) : line.startsWith(" ") && !isUnspaced ? line.slice(1) : line;
    if (mark !== "+") oldLines.push(text);
    if (mark !== "-") newLines.push(text);
    marks += mark;
    previous = mark;
  }
  const [oldCount, newCount] = [oldLines.length, newLines.length];
  if (endsBare.new && !endsBare.old) {
    oldLines.push("");
    marks += "-";
  } else if (endsBare.old && !endsBare.new) {
    newLines.push("");
    marks += "+";
  }
  return { oldLines, newLines, marks, oldCount, newCount, isLast: endsBare.old || endsBare.new };
}

function withoutLayout(lines: readonly string[], claimed = 0): readonly string[] {
  const oldLength = lines.filter((line) => !line.startsWith("+") && !NO_LAST_BREAK.test(line)).length;
  let end = lines.length;
  while (end > 0 && lines[end - 1] === "" && oldLength - (lines.length - end) > claimed) end--;
  return lines.slice(0, end);
}

/** Other spaces in front of context are spaces. */
function withPlainMark(line: string): string {
  return /^[\u00A0\u2000-\u200A\u202F]/.test(line) ? ` ${line.slice(1)}` : line;
}

/**
 * Whether the context of a hunk came without the space in front: a line begins with something else, and those that
 * begin with spaces are mostly indented by an even number of them.
 */
function hasLostSpaces(lines: readonly string[]): boolean {
  const context = lines.filter((line) => line !== "" && !isChange(line) && !NO_LAST_BREAK.test(line));
  if (context.every((line) => line.startsWith(" "))) return false;
  const indents = context.map(spacesOf).filter((indent) => indent > 0);
  return indents.filter(isEven).length * 2 > indents.length;
}

/** The later lines of a block comment are indented by one space more. */
function isCode(line: string): boolean {
  return !/^\s*(?:\*|$)/.test(line);
}

function isUsual(line: string): boolean {
  return isEven(spacesOf(line)) === isCode(line);
}

function spacesOf(line: string): number {
  return line.length - line.replace(/^ +/, "").length;
}

function isEven(count: number): boolean {
  return count % 2 === 0;
}

function textOf(line: string, isSpaced: boolean): string {
  const text = line.slice(1);
  return isSpaced && text.startsWith(" ") ? text.slice(1) : text;
}

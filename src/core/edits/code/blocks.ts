import { isBlank } from "../lines.ts";
import { similarity } from "../locate/similarity.ts";
import { bracketsOpenAfter, depthsByBrackets, depthsByIndentation, isCode, isFlat } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";
import { ANNOTATION, CONTINUATION, isClosing } from "./signs.ts";

/**
 * Whether a part stands for the same blocks in the answer and in the file: its last line ends the block there that it
 * ends here, and what is one statement with its block stays one. A bracket alone shows no place, so beyond it would
 * lie code that the answer says nothing about.
 */
export function areBlocksSame(part: Placed, file: FileLines): boolean {
  const [given, theirs] = nestedOf(part, file);
  if (isOne(given) && !isOne(theirs)) return false;
  if (staysInside(given) && !staysInside(theirs)) return false;
  if (!isClosing(part.lines.at(-1) ?? "")) return true;
  const opener = openerOf(given);
  const ownOpener = openerOf(theirs);
  if (opener === undefined && ownOpener === undefined)
    return bracketsOpenAfter(part.lines) === bracketsOpenAfter(theirs.lines);
  if (opener === undefined || ownOpener === undefined) return false;
  const pairs = pairLines(part, file);
  const ownLine = part.startLine + ownOpener;
  if (pairs[opener] !== undefined) return pairs[opener] === ownLine;
  if (pairs.includes(ownLine)) return false;
  const isKept = pairs.slice(opener, -1).some((line) => line !== undefined && line > ownLine);
  if (isKept) return true;
  const head = part.lines[opener] ?? "";
  const isAnother = theirs.lines.some(
    (line, index) =>
      index !== ownOpener && firstWord(line) === firstWord(head) && !pairs.includes(part.startLine + index),
  );
  return (
    isAlike(head, file.lines[ownLine] ?? "") && (!isAnother || firstWord(head) === firstWord(file.lines[ownLine] ?? ""))
  );
}

/**
 * Whether the last line of a part ends a block whose head has changed, and more lines would go above that than come: then
 * the blocks are two.
 */
export function losesAboveHead(part: Placed, file: FileLines): boolean {
  const [given, theirs] = nestedOf(part, file);
  const [opener, ownOpener] = [openerOf(given), openerOf(theirs)];
  const pairs = pairLines(part, file);
  const isKnown = opener === undefined || ownOpener === undefined || pairs[opener] !== undefined;
  if (isKnown || !isClosing(part.lines.at(-1) ?? "")) return false;
  const above = pairs.slice(0, opener).findLastIndex((line) => line !== undefined);
  const ownAbove = pairs[above] ?? part.startLine - 1;
  const lost = file.lines.slice(ownAbove + 1, part.startLine + ownOpener).filter(isCode).length;
  return lost > part.lines.slice(above + 1, opener).filter(isCode).length;
}

/** Whether lines are one declaration or another statement with its block. */
export function isOneStatement(lines: readonly string[]): boolean {
  const head = lines.findIndex((line) => isCode(line) && !ANNOTATION.test(line.trim()));
  const own = lines.slice(Math.max(0, head));
  return !isFlat(own) && isOne({ lines: own, depths: depthsByIndentation(own) });
}

/** Whether a part is one block from its head to its end, in the answer and in the file. */
export function isBlock(part: Placed, file: FileLines): boolean {
  return nestedOf(part, file).every(({ lines, depths }) => {
    const [head = 0, ...inner] = depths;
    const last = inner.pop();
    return last === head && inner.every((depth, index) => isBlank(lines[index + 1] ?? "") || depth > head);
  });
}

function isAlike(one: string, other: string): boolean {
  return firstWord(one) === firstWord(other) || similarity(sayingOfLine(one), sayingOfLine(other)) > 0;
}

function firstWord(line: string): string | undefined {
  return /^\W*(\w+)/.exec(line)?.[1];
}

/** Lines with how deep each of them lies. */
export type Nested = { readonly lines: readonly string[]; readonly depths: readonly number[] };

/** The lines of a part in the answer and in the file, with depths of one kind. */
export function nestedOf({ startLine, endLine, lines }: Placed, file: FileLines): readonly [Nested, Nested] {
  const own = file.lines.slice(startLine, endLine);
  const toDepths = isFlat(lines) || isFlat(own) ? depthsByBrackets : depthsByIndentation;
  return [
    { lines, depths: toDepths(lines) },
    { lines: own, depths: toDepths(own) },
  ];
}

/** A head with lines that are all further in than it, but for what ends its block or goes on with it. */
function isOne({ lines, depths }: Nested): boolean {
  const [depth = 0, ...inner] = depths;
  return inner.every((next, index) => {
    const line = lines[index + 1] ?? "";
    return !isCode(line) || next > depth || (next === depth && CONTINUATION.test(line.trim()));
  });
}

/** Whether no line lies further out than the first one, but for a bracket at the end. */
function staysInside({ lines, depths }: Nested): boolean {
  return depths.slice(0, -1).every((depth, index) => depth >= (depths[0] ?? 0) || !isCode(lines[index] ?? ""));
}

/** The line that begins the block which the last line ends; undefined when that is above the lines. */
function openerOf({ lines, depths }: Nested): number | undefined {
  const last = depths.at(-1) ?? 0;
  for (let index = lines.length - 2; index >= 0; index--) {
    const line = lines[index] ?? "";
    const depth = depths[index] ?? 0;
    if (!isCode(line) || depth > last) continue;
    if (depth < last) return undefined;
    if (!CONTINUATION.test(line.trim())) return index;
  }
  return undefined;
}

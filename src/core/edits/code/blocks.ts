import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { isComment, similarity } from "../locate/similarity.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";

/** A line that ends a block, and one that goes on with the statement whose block ended. */
const CLOSER = /^(?:[})\]]|<\/|(?:end|fi|done|esac)\b)/;
const CONTINUATION =
  /^(?:[})\]{]|<\/|@?(?:end|fi|done|esac|elif|else|elsif|except|finally|catch|rescue|ensure|while)\b)/;

/**
 * Whether a part stands for the same blocks in the answer and in the file: its last line ends the block there that it
 * ends here, and what is one statement with its block stays one. A bracket alone shows no place, so beyond it would
 * lie code that the answer says nothing about.
 */
export function areBlocksSame(part: Placed, file: FileLines): boolean {
  const own = file.lines.slice(part.startLine, part.endLine);
  if (isFlat(part.lines) || isFlat(own)) return true;
  if (isOneStatement(part.lines) && !isOneStatement(own)) return false;
  if (!CLOSER.test(part.lines.at(-1)?.trim() ?? "")) return true;
  const opener = openerOf(part.lines);
  const ownOpener = openerOf(own);
  if (opener === undefined && ownOpener === undefined) return bracketsOpenAfter(part.lines) === bracketsOpenAfter(own);
  if (opener === undefined || ownOpener === undefined) return false;
  const pairs = pairLines(part, file);
  const ownLine = part.startLine + ownOpener;
  if (pairs[opener] !== undefined) return pairs[opener] === ownLine;
  if (pairs.includes(ownLine)) return false;
  const isKept = pairs.slice(opener, -1).some((line) => line !== undefined && line > ownLine);
  return isKept || isAlike(part.lines[opener] ?? "", file.lines[ownLine] ?? "");
}

/** Whether two lines begin with the same bracket that ends a block. */
export function endSameBlock(one = "", other = ""): boolean {
  const [bracket] = CLOSER.exec(one.trim()) ?? [];
  return bracket !== undefined && bracket === CLOSER.exec(other.trim())?.[0];
}

/** How many brackets stay open; below zero where more end than begin. */
export function bracketsOpenAfter(lines: readonly string[]): number {
  const text = lines.join("\n");
  return (text.match(/[{([]/g)?.length ?? 0) - (text.match(/[})\]]/g)?.length ?? 0);
}

function isAlike(one: string, other: string): boolean {
  return firstWord(one) === firstWord(other) || similarity(sayingOfLine(one), sayingOfLine(other)) > 0;
}

function firstWord(line: string): string | undefined {
  return /^\W*(\w+)/.exec(line)?.[1];
}

/** A head with lines that are all further in than it, but for what ends its block or goes on with it. */
function isOneStatement(lines: readonly string[]): boolean {
  const depth = depthOf(lines[0] ?? "");
  return lines.slice(1).every((line) => !isCode(line) || depthOf(line) > depth || isWithin(line, depth));
}

function isWithin(line: string, depth: number): boolean {
  return depthOf(line) === depth && CONTINUATION.test(line.trim());
}

/** The line that begins the block which the last line ends; undefined when that is above the lines. */
function openerOf(lines: readonly string[]): number | undefined {
  const depth = depthOf(lines.at(-1) ?? "");
  for (let index = lines.length - 2; index >= 0; index--) {
    const line = lines[index] ?? "";
    if (!isCode(line) || depthOf(line) > depth) continue;
    if (depthOf(line) < depth) return undefined;
    if (!CONTINUATION.test(line.trim())) return index;
  }
  return undefined;
}

/** Directives and comments stand at any depth. */
function isCode(line: string): boolean {
  const text = line.trim();
  return !isBlank(line) && !text.startsWith("#") && !isComment(text);
}

function depthOf(line: string): number {
  return indentOf(line).length;
}

function isFlat(lines: readonly string[]): boolean {
  return new Set(lines.filter(isCode).map(depthOf)).size < 2;
}

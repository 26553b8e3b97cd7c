import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { isComment } from "../locate/similarity.ts";
import type { SyntaxParser } from "../../ports/syntax.ts";
import type { Window } from "./chains.ts";
import { isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { CONTINUATION } from "./signs.ts";

/** A shorter text is parsed as a whole, and so is a shorter block. */
const LEAST_LINES = 1_000;

const WORDS = /[\p{L}\p{N}_$]+/gu;

/**
 * The lines of a file with those blank that lie in no block with all words of one of the names; a long block is looked
 * into. They declare these names just as the file does, and take less time to parse. All lines, where the rest alone
 * does not parse.
 */
export function linesNaming(names: readonly string[], file: FileLines, parser: SyntaxParser): readonly string[] {
  const { lines } = file;
  if (lines.length < LEAST_LINES) return lines;
  const words = names.map((name) => (name.match(WORDS) ?? []).map((word) => linesWith(word, file)));
  const isKept = new Uint8Array(lines.length);
  const blocks = blocksIn(lines, { startLine: 0, endLine: lines.length }, "");
  const first = { startLine: 0, endLine: blocks[0]?.startLine ?? lines.length };
  for (const block of [first, ...blocks]) if (isNamed(words, block)) keepBlock(words, block, "", lines, isKept);
  if (isKept.reduce((sum, one) => sum + one, 0) * 2 > lines.length) return lines;
  const partial = lines.map((line, index) => (isKept[index] === 1 ? line : ""));
  return parser.parse(partial.join("\n")).problems.length === 0 ? partial : lines;
}

/** For each name the lines that have each of its words, in order. */
type Words = readonly (readonly (readonly number[])[])[];

/**
 * Marks a block, or what is around the blocks within it and those of these that have all words of a name. Where a word is
 * around them, the block itself may be meant.
 */
function keepBlock(words: Words, block: Window, indent: string, lines: readonly string[], isKept: Uint8Array): void {
  const { startLine, endLine } = block;
  const inner = endLine - startLine < LEAST_LINES ? undefined : innerIndent(lines, block, indent);
  if (inner === undefined) return void isKept.fill(1, startLine, endLine);
  const blocks = blocksIn(lines, block, inner);
  isKept.fill(1, startLine, blocks[0]?.startLine ?? endLine);
  for (let line = startLine; line < endLine; line++) {
    if (indentOf(lines[line] ?? "").length < inner.length) isKept[line] = 1;
  }
  if (words.some((own) => own.some((places) => places.some((line) => isKept[line] === 1 && isIn(block, line))))) {
    isKept.fill(1, startLine, endLine);
    return;
  }
  for (const each of blocks) if (isNamed(words, each)) keepBlock(words, each, inner, lines, isKept);
}

/** The blocks below each other that are indented by `indent`: each begins below a blank line, perhaps with a comment. */
function blocksIn(lines: readonly string[], { startLine, endLine }: Window, indent: string): readonly Window[] {
  const starts: number[] = [];
  for (let line = startLine; line < endLine; line++) {
    const text = lines[line] ?? "";
    if (isBlank(text) || indentOf(text) !== indent || !isCode(text) || CONTINUATION.test(text.trimStart())) continue;
    let start = line;
    while (start > startLine && isRemark(lines[start - 1] ?? "")) start--;
    if (isBlank(lines[start - 1] ?? "")) starts.push(start);
  }
  return starts.map((start, index) => ({ startLine: start, endLine: starts[index + 1] ?? endLine }));
}

function isRemark(line: string): boolean {
  const text = line.trim();
  return isComment(text) || text.startsWith("*");
}

/** The indentation of the first line of code that lies further in than the block. */
function innerIndent(lines: readonly string[], { startLine, endLine }: Window, indent: string): string | undefined {
  for (let line = startLine; line < endLine; line++) {
    const text = lines[line] ?? "";
    if (isCode(text) && indentOf(text).length > indent.length) return indentOf(text);
  }
  return undefined;
}

/** Whether lines have all words of one of the names. */
function isNamed(words: Words, block: Window): boolean {
  return words.some(
    (own) =>
      own.length > 0 &&
      own.every((places) => {
        const last = places[indexUpTo(places, block.endLine - 1)];
        return last !== undefined && isIn(block, last);
      }),
  );
}

function isIn({ startLine, endLine }: Window, line: number): boolean {
  return line >= startLine && line < endLine;
}

function linesWith(word: string, { text, starts }: FileLines): readonly number[] {
  const lines: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    if (isWordPart(text[at - 1]) || isWordPart(text[at + word.length])) continue;
    lines.push(indexUpTo(starts, at));
  }
  return lines;
}

function isWordPart(character = ""): boolean {
  return /[\p{L}\p{N}_]/u.test(character);
}

/** The index of the last of the values, which rise, that is not greater. */
function indexUpTo(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

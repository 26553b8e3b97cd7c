import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { SyntaxParser } from "../../ports/syntax.ts";
import { isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { CONTINUATION } from "./signs.ts";

/** A shorter file is parsed as a whole. */
const LEAST_LINES = 1_000;

const WORDS = /[\p{L}\p{N}_$]+/gu;

/**
 * The lines of a file with those blank that lie in no outermost block with all words of one of the names. They declare
 * these names just as the file does, and take less time to parse. All lines, where the rest alone does not parse.
 */
export function linesNaming(names: readonly string[], file: FileLines, parser: SyntaxParser): readonly string[] {
  if (file.lines.length < LEAST_LINES) return file.lines;
  const starts = blockStarts(file.lines);
  const named = new Set(names.flatMap((name) => blocksNaming(name, starts, file)));
  const ranges = [...named].map((block) => [starts[block] ?? 0, starts[block + 1] ?? file.lines.length] as const);
  const size = ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  if (size * 2 > file.lines.length) return file.lines;
  const partial = file.lines.map(() => "");
  for (const [start, end] of ranges) {
    for (let line = start; line < end; line++) partial[line] = file.lines[line] ?? "";
  }
  return parser.parse(partial.join("\n")).problems.length === 0 ? partial : file.lines;
}

/** The lines that begin an outermost block, below a blank line; the first line is one. */
function blockStarts(lines: readonly string[]): readonly number[] {
  const starts = [0];
  for (let line = 1; line < lines.length; line++) {
    if (!isBlank(lines[line - 1] ?? "")) continue;
    const text = lines[line] ?? "";
    if (indentOf(text) === "" && isCode(text) && !CONTINUATION.test(text)) starts.push(line);
  }
  return starts;
}

/** The indexes of the blocks that have all words of a name. */
function blocksNaming(name: string, starts: readonly number[], file: FileLines): readonly number[] {
  const [first = new Set<number>(), ...others] = (name.match(WORDS) ?? []).map((word) => {
    const blocks = linesWith(word, file).map((line) => indexUpTo(starts, line));
    return new Set(blocks);
  });
  return [...first].filter((block) => others.every((blocks) => blocks.has(block)));
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

import { indentOf } from "../indentation.ts";
import { blockEnd } from "../locate/anchors.ts";
import { declaredName } from "../locate/declaredName.ts";
import { hasWords } from "../locate/similarity.ts";
import type { Chain, Window } from "./chains.ts";
import { bracketsOpenAfter, isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { withoutBlankEnds } from "./outline.ts";
import type { Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";
import { ANNOTATION, isClosing } from "./signs.ts";
import { isCutOff, statementHeads } from "./statements.ts";

/** The functions or the like that lines consist of, each with what is above it; undefined where they are not all blocks. */
export function blocksApart(lines: readonly string[]): readonly (readonly string[])[] | undefined {
  const heads = statementHeads(lines);
  if (!heads) return undefined;
  const starts = heads.map((head) => (head === heads[0] ? 0 : lines.slice(0, head).findLastIndex(isCode) + 1));
  return starts.map((start, index) => withoutBlankEnds(lines.slice(start, starts[index + 1])));
}

/**
 * The place of a declaration whose head is not in the file, where one of its name is there and only once: from its
 * head to the end of its block, with what both have above. Undefined where any of that is not so.
 */
export function placeByName(lines: readonly string[], file: FileLines, window: Window): Chain | undefined {
  const head = lines.findIndex((line) => isCode(line) && !ANNOTATION.test(line.trim()));
  const line = lines[head] ?? "";
  const name = declaredName(line.trim());
  if (name === undefined || file.placesOf.has(sayingOfLine(line))) return undefined;
  const named = file.lines.flatMap((own, index) =>
    own.includes(name) && declaredName(own.trim()) === name && indentOf(own) === indentOf(line) ? [index] : [],
  );
  const [ownHead, ...others] = named;
  if (ownHead === undefined || others.length > 0) return undefined;
  const isAbove = lines
    .slice(0, head)
    .every((text, index) => sayingOfLine(text) === file.sayings[ownHead - head + index]);
  const endLine = endOf(ownHead, lines.at(-1) ?? "", file);
  const startLine = ownHead - head;
  const isInside = endLine !== undefined && startLine >= window.startLine && endLine <= window.endLine;
  return isAbove && isInside ? { startLine, endLine, score: lines.length } : undefined;
}

/** Whether a block ends where the one does that it stands for, of which nothing is left below. */
export function endsWithBlock(part: Placed, file: FileLines): boolean {
  const { startLine, endLine, lines } = part;
  const own = file.lines.slice(startLine, endLine);
  const head = own.find((line) => isCode(line) && !ANNOTATION.test(line.trim())) ?? "";
  const below = file.lines.slice(endLine).find(isCode) ?? "";
  const deeper = indentOf(below).length - indentOf(head).length;
  const isEnd = deeper < 0 || (deeper === 0 && !isClosing(below));
  return isEnd && bracketsOpenAfter(lines) === bracketsOpenAfter(own) && !isCutOff(part, file);
}

/** The line after the block that begins at `head`, which `last` ends in the answer. */
function endOf(head: number, last: string, file: FileLines): number | undefined {
  const { lines, sayings } = file;
  if (!isClosing(last)) return head + 2 + sayings.slice(head + 1, blockEnd(head, file)).findLastIndex(hasWords);
  const depth = indentOf(last).length;
  for (let line = head + 1; line < lines.length; line++) {
    if (sayings[line] === "" || indentOf(lines[line] ?? "").length > depth) continue;
    return sayings[line] === sayingOfLine(last) ? line + 1 : undefined;
  }
  return undefined;
}

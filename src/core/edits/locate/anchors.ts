import { sayingOf } from "../damage/textDamage.ts";
import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import type { DocumentLines } from "./documentLines.ts";

/**
 * The lines that a piece's anchor may be, innermost of those that are stacked: to the letter; else cut short; else a
 * part of a line. Undefined when the piece has none.
 */
export function findAnchors(document: DocumentLines, piece: PieceReplacement): readonly number[] | undefined {
  const { anchor, outerAnchors = [] } = piece;
  if (anchor === undefined || isBlank(anchor)) return undefined;
  let blocks: readonly Block[] = [{ from: 0, end: document.lines.length }];
  for (const outer of outerAnchors) {
    blocks = blocks.flatMap((block) =>
      linesWith(outer, block, document).map((line) => ({ from: line + 1, end: blockEnd(line, document) })),
    );
  }
  return [...new Set(blocks.flatMap((block) => linesWith(anchor, block, document)))].toSorted((a, b) => a - b);
}

type Block = { readonly from: number; readonly end: number };

function linesWith(anchor: string, { from, end }: Block, { sayings }: DocumentLines): readonly number[] {
  const text = sayingOf(anchor);
  const isPart = partOf(text);
  const tests = [
    (saying: string) => saying === text,
    (saying: string) => saying.startsWith(text) && isPart(saying),
    isPart,
  ];
  for (const test of tests) {
    const found: number[] = [];
    for (let line = from; line < end; line++) {
      if (test(sayings[line] ?? "")) found.push(line);
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** Whole words only: `class A` is no part of `class AB`. */
function partOf(text: string): (saying: string) => boolean {
  const before = /^[\p{L}\p{N}_]/u.test(text) ? String.raw`(?<![\p{L}\p{N}_])` : "";
  const after = /[\p{L}\p{N}_]$/u.test(text) ? String.raw`(?![\p{L}\p{N}_])` : "";
  const pattern = new RegExp(before + text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`) + after, "u");
  return (saying) => pattern.test(saying);
}

/** The line after the block that the line `head` opens, by indentation; brackets at the margin belong to it. */
export function blockEnd(head: number, { lines, sayings }: DocumentLines): number {
  const depth = indentOf(lines[head] ?? "").length;
  for (let line = head + 1; line < lines.length; line++) {
    const text = sayings[line] ?? "";
    if (text !== "" && indentOf(lines[line] ?? "").length <= depth && !/^[{}()[\]]/.test(text)) return line;
  }
  return lines.length;
}

import { parseFences, type FencedBlock } from "../fences.ts";
import { isBlank, splitLines } from "../lines.ts";
import type { BlockEdit } from "./blockEdit.ts";
import { parseBlock } from "./parseBlock.ts";
import { searchMarker } from "./searchMarkers.ts";
import { beginsEdit, belongsTo, endOfEdit } from "./unfenced.ts";

/** What one block of an answer asks for. */
export type AnswerEdit = {
  readonly edit: BlockEdit;
  /** Line of the answer where it begins, from 0. */
  readonly startLine: number;
  /** The block, or the edit that stands in the answer without a fence. */
  readonly block: Pick<FencedBlock, "language" | "info" | "code" | "closed">;
};

/**
 * The blocks of a finished answer in their order, each read as the edit that it describes: fenced ones, and
 * search/replace pieces, diffs and envelopes of `apply_patch` that stand between the words without a fence.
 */
export function readEdits(answer: string): readonly AnswerEdit[] {
  const lines = splitLines(answer);
  const edits: AnswerEdit[] = [];
  let blocks = blocksFrom(lines, 0);
  let free = 0;
  for (let at = 0; at < lines.length;) {
    const fenced = blocks.get(at);
    const torn = fenced && wholeOfTorn(fenced, at, lines);
    if (torn) {
      edits.push({ edit: parseBlock(torn, lineAbove(lines, at)), startLine: at, block: torn });
      at += splitLines(torn.code).length + 2;
      free = at;
      blocks = blocksFrom(lines, at);
    } else if (fenced) {
      const code = fenced.closed ? fenced.code : withoutProse(fenced.code);
      const block = { ...fenced, code };
      edits.push({ edit: parseBlock(block, lineAbove(lines, at)), startLine: at, block });
      at += splitLines(fenced.code).length + 1;
      free = at;
    } else if (beginsEdit(lines, at)) {
      const startLine = at > free && belongsTo(lines[at - 1] ?? "", lines[at] ?? "") ? at - 1 : at;
      const end = endOfEdit(lines, at);
      const block = { language: "", info: "", code: lines.slice(startLine, end).join("\n"), closed: true };
      edits.push({ edit: parseBlock(block, lineAbove(lines, startLine)), startLine, block });
      // A fence within the edit is a line of the file.
      if (lines.slice(at, end).some((_, index) => blocks.has(at + index))) blocks = blocksFrom(lines, end);
      at = end;
      free = end;
    } else {
      at++;
    }
  }
  return edits;
}

/**
 * The block whose fence was taken for closed by a fence within its search/replace pieces, which are lines of the file;
 * undefined unless the pieces end right above a fence.
 */
function wholeOfTorn(block: FencedBlock, at: number, lines: readonly string[]): FencedBlock | undefined {
  const first = at + 1;
  const own = splitLines(block.code);
  if (!block.closed || !own.some((line) => searchMarker(line) !== undefined)) return undefined;
  const edit = parseBlock(block, "");
  if (edit.type !== "broken" || edit.reason !== "unfinished") return undefined;
  const start = own.findIndex((_, line) => beginsEdit(own, line));
  if (start === -1) return undefined;
  const end = endOfEdit(lines, first + start);
  const isFenced = end < lines.length && lines[end] === /^(?:`{3,}|~{3,})/.exec(lines[at] ?? "")?.[0];
  return isFenced && end > first + own.length ? { ...block, code: lines.slice(first, end).join("\n") } : undefined;
}

function blocksFrom(lines: readonly string[], from: number): ReadonlyMap<number, FencedBlock> {
  const blocks = parseFences(lines.slice(from).join("\n"));
  return new Map(blocks.map((block) => [from + block.startLine, block]));
}

/** The last line with text above. */
function lineAbove(lines: readonly string[], index: number): string {
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at] ?? "";
    if (!isBlank(line)) return line;
  }
  return "";
}

/** Without the words below an edit whose fence was never closed. */
function withoutProse(code: string): string {
  const lines = splitLines(code);
  const start = lines.findIndex((_, at) => beginsEdit(lines, at));
  return start === -1 ? code : lines.slice(0, endOfEdit(lines, start)).join("\n");
}

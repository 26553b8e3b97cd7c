import { parseFences, type FencedBlock } from "../fences.ts";
import { isBlank, splitLines } from "../lines.ts";
import type { BlockEdit } from "./blockEdit.ts";
import { parseBlock } from "./parseBlock.ts";
import { endOfEdit, startOfEdit } from "./unfenced.ts";

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
  let from = 0;
  while (from < lines.length) {
    const rest = lines.slice(from);
    const blocks = parseFences(rest.join("\n"));
    const bare = startOfEdit(rest, blocks);
    const fenced = blocks.filter(({ startLine }) => bare === undefined || startLine < bare);
    for (const block of fenced) {
      const startLine = from + block.startLine;
      const code = block.closed ? block.code : withoutProse(block.code);
      edits.push({
        edit: parseBlock({ ...block, code }, lineAbove(lines, startLine)),
        startLine,
        block: { ...block, code },
      });
    }
    if (bare === undefined) break;
    const end = endOfEdit(rest, bare);
    const block = { language: "", info: "", code: rest.slice(bare, end).join("\n"), closed: true };
    const startLine = from + bare;
    edits.push({ edit: parseBlock(block, lineAbove(lines, startLine)), startLine, block });
    from += end;
  }
  return edits;
}

/** The last line with text above. */
function lineAbove(lines: readonly string[], index: number): string {
  return lines.slice(0, index).findLast((line) => !isBlank(line)) ?? "";
}

/** Without the words below an edit whose fence was never closed. */
function withoutProse(code: string): string {
  const lines = splitLines(code);
  const start = startOfEdit(lines, []);
  return start === undefined ? code : lines.slice(0, endOfEdit(lines, start)).join("\n");
}

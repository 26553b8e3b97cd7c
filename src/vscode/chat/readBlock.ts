import { parseFences } from "../../core/edits/fences.ts";
import { holdsCode } from "../../core/edits/holdsCode.ts";
import { splitLines } from "../../core/edits/lines.ts";
import type { BlockEdit } from "../../core/edits/parse/blockEdit.ts";
import { parseBlock } from "../../core/edits/parse/parseBlock.ts";
import { fence } from "../../core/prompts/fence.ts";
import type { Answer } from "../../shared/chat/state.ts";

const FENCE = /^\s*(?:`{3,}|~{3,})/;

/** A block of an answer, with what it asks for. */
export type ReadBlock = {
  readonly edit: BlockEdit;
  /** The lines of the answer that are the block and what is said of it right above, Markdown. */
  readonly markdown: string;
};

/**
 * What a block of an answer asks for, with the file that the words around it name. The block is counted as the panel
 * counts it; where that is not how it is read here, it is taken as it came.
 */
export function readBlock({ text, state }: Answer, index: number, code: string): ReadBlock {
  const block = parseFences(text)[index];
  if (!block || !holdsCode(block.code, code)) {
    return { edit: parseBlock({ language: "", info: "", code }, ""), markdown: fence(code, "") };
  }
  const above = sentencesAbove(text, block.startLine);
  const lineBefore = above.at(-1) ?? "";
  const markdown = `${above.join("\n")}\n\n${fence(code, block.info)}`;
  // Nothing in a block says where it ends, but its fence.
  if (!block.closed && state.type !== "complete") return { edit: { type: "broken", reason: "unfinished" }, markdown };
  return { edit: parseBlock({ ...block, code }, lineBefore), markdown };
}

/** The lines with text between the block before and this one. */
function sentencesAbove(text: string, startLine: number): readonly string[] {
  const lines = splitLines(text).slice(0, startLine);
  return lines.slice(lines.findLastIndex((line) => FENCE.test(line)) + 1).filter((line) => line.trim() !== "");
}

/** Whether a block is there whole. */
export function isWhole({ text, state }: Answer, index: number): boolean {
  return state.type === "complete" || (parseFences(text)[index]?.closed ?? false);
}

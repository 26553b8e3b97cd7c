import { parseFences } from "../fences.ts";
import { splitLines } from "../lines.ts";
import { parseBlock } from "../parse/parseBlock.ts";

/** Whether an answer says by itself which lines it changes, as search/replace blocks and diffs do. */
export function namesItsPlace(answer: string): boolean {
  const lines = splitLines(answer);
  return parseFences(answer).some((block) => {
    const above = lines.slice(0, block.startLine).findLast((line) => line.trim() !== "") ?? "";
    return parseBlock(block, above).type !== "code";
  });
}

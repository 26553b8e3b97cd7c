import type { LineRange } from "../answer/fileAnswer.ts";
import { isBlank } from "../lines.ts";
import type { FileLines } from "./fileLines.ts";

/** The lines of code above and below some lines; undefined at an end of the file. */
export type Frame = { readonly above: string | undefined; readonly below: string | undefined };

export function frameOf({ startLine, endLine }: LineRange, { lines }: Pick<FileLines, "lines">): Frame {
  const above = lines.slice(Math.max(0, startLine - MOST_BLANK), startLine).findLast(isCode);
  return { above, below: lines.slice(endLine, endLine + MOST_BLANK).find(isCode) };
}

function isCode(line: string): boolean {
  return !isBlank(line);
}

/** What is further away says little. */
const MOST_BLANK = 20;

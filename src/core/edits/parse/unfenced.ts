import type { FencedBlock } from "../fences.ts";
import { isBlank } from "../lines.ts";
import { headersAt } from "./diffSections.ts";
import { parseHunkHeader } from "./hunkHeader.ts";
import { pathIn } from "./pathNames.ts";

const SEARCH = /^\s{0,3}<{5,9} ?SEARCH\b/;
const REPLACE = /^\s{0,3}>{5,9} ?REPLACE\b/;
const BEGIN = /^\s{0,3}\*\*\* Begin Patch\s*$/;
const END = /^\s{0,3}\*\*\* End Patch\s*$/;
const DIFF_LINE =
  /^(?:[ +\-\\]|@@|diff --git |index |Index: |={20}|(?:new|deleted|old) (?:file )?mode |rename |similarity )/;

/** The line where an edit begins that stands in no fence; undefined when there is none. */
export function startOfEdit(
  lines: readonly string[],
  blocks: readonly Pick<FencedBlock, "startLine" | "code">[],
): number | undefined {
  const fenced = new Set(
    blocks.flatMap(({ startLine, code }) => {
      const length = code === "" ? 2 : code.split("\n").length + 2;
      return Array.from({ length }, (_, index) => startLine + index);
    }),
  );
  const index = lines.findIndex((_, at) => !fenced.has(at) && begins(lines, at));
  if (index === -1) return undefined;
  // A path above the first marker belongs to the edit.
  const above = lines[index - 1] ?? "";
  return SEARCH.test(lines[index] ?? "") && !fenced.has(index - 1) && pathIn(above) !== undefined ? index - 1 : index;
}

/** The line after the edit that begins at `start`. */
export function endOfEdit(lines: readonly string[], start: number): number {
  const first = lines.slice(start, start + 2).find((line) => begins([line], 0)) ?? lines[start] ?? "";
  if (SEARCH.test(first)) return endOfPieces(lines, start);
  if (BEGIN.test(first)) {
    const end = lines.findIndex((line, at) => at > start && END.test(line));
    return end === -1 ? lines.length : end + 1;
  }
  return endOfDiff(lines, start);
}

function begins(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (SEARCH.test(line) || BEGIN.test(line) || line.startsWith("diff --git ")) return true;
  if (!line.startsWith("--- ")) return false;
  const headers = headersAt(lines, at);
  return headers !== undefined && parseHunkHeader(lines[at + headers.count] ?? "") !== undefined;
}

/** Behind the last piece that follows with nothing but a path or blank lines in between. */
function endOfPieces(lines: readonly string[], start: number): number {
  let end = lines.length;
  let isOpen = false;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!isOpen && SEARCH.test(line)) isOpen = true;
    else if (isOpen && REPLACE.test(line)) [isOpen, end] = [false, at + 1];
    else if (!isOpen && !isBlank(line) && pathIn(line) === undefined) return end;
  }
  return isOpen ? lines.length : end;
}

/** Before the first line that no diff has; blank lines above it are not the diff's. */
function endOfDiff(lines: readonly string[], start: number): number {
  let end = start + 1;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) continue;
    if (!DIFF_LINE.test(line)) break;
    end = at + 1;
  }
  return end;
}

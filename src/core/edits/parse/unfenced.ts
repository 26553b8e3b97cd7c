import { isBlank } from "../lines.ts";
import { headersAt } from "./diffSections.ts";
import { parseHunkHeader } from "./hunkHeader.ts";
import { pathIn } from "../../../shared/pathNames.ts";
import { isReplaceMarker, searchMarker } from "./searchMarkers.ts";

const BEGIN = /^\s{0,3}\*\*\* Begin Patch\s*$/;
const END = /^\s{0,3}\*\*\* End Patch\s*$/;
const DIFF_LINE =
  /^(?:[ +\-\\]|@@|diff --git |index |Index: |={20}|(?:new|deleted|old) (?:file )?mode |rename |similarity )/;

const NUMBERED = /^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@/;

function isSearch(line: string): boolean {
  return /^\s{0,3}\S/.test(line) && searchMarker(line) !== undefined;
}

/** Whether the line begins an edit, wherever it stands. */
export function beginsEdit(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (isSearch(line) || BEGIN.test(line) || line.startsWith("diff --git ") || NUMBERED.test(line)) return true;
  if (!line.startsWith("--- ")) return false;
  const headers = headersAt(lines, at);
  return headers !== undefined && parseHunkHeader(lines[at + headers.count] ?? "") !== undefined;
}

/** Whether the line above the first one of an edit names its file. */
export function belongsTo(above: string, first: string): boolean {
  return isSearch(first) && pathIn(above) !== undefined;
}

/** The line after the edit that begins at `start`. */
export function endOfEdit(lines: readonly string[], start: number): number {
  const first = lines[start] ?? "";
  if (isSearch(first)) return endOfPieces(lines, start);
  return BEGIN.test(first) ? endOfPatch(lines, start) : endOfDiff(lines, start);
}

function endOfPatch(lines: readonly string[], start: number): number {
  for (let at = start + 1; at < lines.length; at++) {
    if (END.test(lines[at] ?? "")) return at + 1;
  }
  return lines.length;
}

/** Behind the last piece that follows with nothing but a path or blank lines in between. */
function endOfPieces(lines: readonly string[], start: number): number {
  let end = lines.length;
  let isOpen = false;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!isOpen && isSearch(line)) isOpen = true;
    else if (isOpen && isReplaceMarker(line)) [isOpen, end] = [false, at + 1];
    else if (!isOpen && !isBlank(line) && pathIn(line) === undefined) return end;
  }
  return isOpen ? lines.length : end;
}

/**
 * Before the first line that no diff has; blank lines above it are not the diff's. Below a blank line a list looks like
 * changes: where the hunk has all the lines that it counts, it is one.
 */
function endOfDiff(lines: readonly string[], start: number): number {
  let end = start + 1;
  let left = Number.NaN;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) {
      left--;
      continue;
    }
    if (!DIFF_LINE.test(line)) break;
    if (left <= 0 && end < at && /^[-+] /.test(line) && !headersAt(lines, at)) break;
    const counts = parseHunkHeader(line)?.counts;
    left = counts ? counts.oldCount : left - (/^[ -]/.test(line) ? 1 : 0);
    end = at + 1;
  }
  return end;
}

import { isBlank } from "../lines.ts";
import { blockEditOf, broken } from "./blockEdit.ts";
import type { BlockEdit, BrokenEdit, FileEdit, PieceReplacement } from "./blockEdit.ts";
import { pathIn } from "../../../shared/pathNames.ts";
import { isReplaceMarker, searchMarker } from "./searchMarkers.ts";

const DIVIDER = /^\s*(={5,})\s*$/;
const LONGEST_DIVIDER = 9;
/** After a search marker no name is needed to see the end. */
const BARE_END = /^\s*>{5,9}\s*$/;
/** A merge conflict within the code. */
const CONFLICT_START = /^<{7} \S/;
const CONFLICT_END = /^>{7}(?: \S.*)?$/;
/** Between two pieces: an ellipsis, or the fence of a piece within a longer fence. */
const BETWEEN = /^\s*(?:\.{3}|\u2026|`{3,}\S*|~{3,}\S*)?\s*$/;
const LINE_HINT = /^\s*:start_line:\s*(\d+)\s*$/;
const HINT_END = /^\s*(?::end_line:\s*\d+|-{5,9})\s*$/;

type Piece = { readonly path: string | undefined; readonly replacement: PieceReplacement };
type Read = { readonly piece: Piece; readonly next: number };

/**
 * Search/replace pieces, each of which may have its path in the line before; `path` is for those that have none.
 * Undefined when the block does not begin as one: a conflict of a merge has no such words at its markers.
 */
export function parseSearchReplace(lines: readonly string[], path: string | undefined): BlockEdit | undefined {
  const first = lines.findIndex((line) => searchMarker(line) !== undefined);
  if (first < 0) return lines.some((line) => isReplaceMarker(line)) ? broken("unclear-markers") : undefined;
  // A program that quotes the format has other lines above it.
  const above = lines.slice(0, first).filter((line) => !BETWEEN.test(line));
  if (above.length > 1 || above.some((line) => pathIn(line) === undefined)) return undefined;

  const pieces: Piece[] = [];
  let current = path;
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? "";
    if (searchMarker(line)) {
      const read = readPiece(lines, index, current);
      if (typeof read === "string") return broken(read);
      pieces.push(read.piece);
      current = read.piece.path;
      index = read.next;
      continue;
    }
    const named = pathIn(line);
    if (named !== undefined) current = named;
    else if (isReplaceMarker(line)) return broken("unclear-markers");
    else if (!BETWEEN.test(line)) return broken("stray-lines");
    index++;
  }
  return combined(pieces);
}

/** Reads the piece whose search marker is in line `start`. */
function readPiece(lines: readonly string[], start: number, path: string | undefined): Read | BrokenEdit {
  const opening = searchMarker(lines[start] ?? "");
  const dividers: Divider[] = [];
  let inConflict = false;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (isReplaceMarker(line) || (!inConflict && BARE_END.test(line))) {
      const divider = dividerOf(dividers, opening?.length);
      if (divider === undefined) return "unclear-markers";
      const { lineHint, from } = readHint(lines, start + 1, divider);
      const replacement = {
        oldLines: lines.slice(from, divider),
        newLines: lines.slice(divider + 1, index),
        ...(lineHint !== undefined && { lineHint }),
      };
      return { piece: { path: pathIn(opening?.rest ?? "") ?? path, replacement }, next: index + 1 };
    }
    if (searchMarker(line)) return "unfinished";
    const length = DIVIDER.exec(line)?.[1]?.length;
    if (CONFLICT_START.test(line)) inConflict = true;
    else if (inConflict && CONFLICT_END.test(line)) inConflict = false;
    else if (length !== undefined) dividers.push({ index, length, inConflict });
  }
  return "unfinished";
}

type Divider = { readonly index: number; readonly length: number; readonly inConflict: boolean };

/**
 * The only line that can be the divider: outside a conflict of the code, of a marker's length, and best of that of the
 * markers around it. With two such lines either could be one of the code.
 */
function dividerOf(all: readonly Divider[], length: number | undefined): number | undefined {
  const outside = all.filter(({ inConflict }) => !inConflict);
  const usual = outside.filter((each) => each.length <= LONGEST_DIVIDER);
  const alike = usual.filter((each) => each.length === length);
  const [only, ...others] = [alike, usual, outside, all].find((some) => some.length > 0) ?? [];
  return only && others.length === 0 ? only.index : undefined;
}

/** Some formats begin the search with the number of its first line and a rule. */
function readHint(lines: readonly string[], start: number, end: number): { lineHint?: number; from: number } {
  const hint = LINE_HINT.exec(lines[start] ?? "")?.[1];
  if (hint === undefined) return { from: start };
  let from = start + 1;
  while (from < end && HINT_END.test(lines[from] ?? "")) from++;
  return { lineHint: Math.max(0, Number(hint) - 1), from };
}

function combined(pieces: readonly Piece[]): BlockEdit {
  const replacements = pieces.map(({ replacement }) => replacement);
  if (replacements.every(({ oldLines, newLines }) => [...oldLines, ...newLines].every(isBlank))) {
    return broken("no-change");
  }
  const files = pieces.flatMap(({ path, replacement }): FileEdit[] =>
    path === undefined ? [] : [{ kind: "update", path, replacements: [replacement] }],
  );
  if (files.length === 0) return { type: "replacements", replacements };
  return files.length < pieces.length ? broken("no-path") : blockEditOf(files);
}

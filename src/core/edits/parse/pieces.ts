import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "./blockEdit.ts";
import { isChange, readHunkBody, readHunkOtherwise } from "./hunkBody.ts";
import type { HunkSides } from "./hunkBody.ts";
import { parseHunkHeader } from "./hunkHeader.ts";
import type { HunkHeader } from "./hunkHeader.ts";

type Hunk = { readonly header: HunkHeader; readonly outerAnchors: readonly string[]; readonly body: string[] };

/** Only in `apply_patch`. */
const END_OF_FILE = "*** End of File";
/** More anchors than this above each other are none. */
const DEEPEST = 8;
/** Stands for what lies between two places. */
const ELLIPSIS = /^(?:\.{3}|\u2026)$/;

/** The hunks of one file's part of a diff; the first may lack its `@@`. Those that change nothing are left out. */
export function readPieces(lines: readonly string[]): readonly PieceReplacement[] {
  const hunks = splitHunks(lines).map((hunk) => {
    const body = hunk.body.filter((line) => line !== END_OF_FILE);
    const claimed = hunk.header.counts?.oldCount;
    return { ...hunk, sides: readHunkBody(body, claimed), other: readHunkOtherwise(body, claimed) };
  });
  const isMiscounted = isAtOdds(hunks);
  return hunks
    .filter(({ body }) => body.some(isChange))
    .map(
      ({ header: { anchor, lineHint }, outerAnchors, body, sides: { oldLines, newLines, marks, isLast }, other }) => ({
        oldLines,
        newLines,
        ...(anchor !== undefined && { anchor }),
        ...(outerAnchors.length > 0 && { outerAnchors }),
        ...(lineHint !== undefined && { lineHint }),
        ...((isLast || body.includes(END_OF_FILE)) && { atEnd: true as const }),
        ...(lineHint !== undefined && isMiscounted && { isMiscounted }),
        marks,
        ...(other && { otherwise: { oldLines: other.oldLines, newLines: other.newLines } }),
      }),
    );
}

/** Whether the headers are wrong about the hunks, their order, or how far each moves the next. */
function isAtOdds(hunks: readonly (Hunk & { readonly sides: HunkSides })[]): boolean {
  let offset: number | undefined;
  let end = 0;
  for (const { header, sides } of hunks) {
    const { counts, lineHint = 0 } = header;
    if (!counts) continue;
    const { oldCount, newCount } = sides;
    if (counts.oldCount !== oldCount || (counts.newCount ?? newCount) !== newCount || lineHint < end) return true;
    if (offset !== undefined && counts.offset !== undefined && counts.offset !== offset) return true;
    offset = counts.offset === undefined ? undefined : counts.offset + newCount - oldCount;
    end = lineHint + oldCount;
  }
  return false;
}

function splitHunks(lines: readonly string[]): readonly Hunk[] {
  let hunk: Hunk = { header: {}, outerAnchors: [], body: [] };
  const hunks = [hunk];
  for (const line of lines) {
    const header = ELLIPSIS.test(line) ? {} : parseHunkHeader(line);
    if (!header) {
      hunk.body.push(line);
      continue;
    }
    // Anchors with nothing between them lead to one place.
    const isStacked = hunk.header.anchor !== undefined && header.anchor !== undefined && hunk.body.every(isBlank);
    const outerAnchors = isStacked ? [...hunk.outerAnchors, hunk.header.anchor] : [];
    hunk = { header, outerAnchors: outerAnchors.filter((anchor) => anchor !== undefined).slice(-DEEPEST), body: [] };
    hunks.push(hunk);
  }
  return hunks;
}

import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "./blockEdit.ts";
import { isChange, readHunkBody } from "./hunkBody.ts";
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
  return splitHunks(lines)
    .filter(({ body }) => body.some(isChange))
    .map(({ header: { anchor, lineHint, oldCount }, outerAnchors, body }) => ({
      ...readHunkBody(
        body.filter((line) => line !== END_OF_FILE),
        oldCount,
      ),
      ...(anchor !== undefined && { anchor }),
      ...(outerAnchors.length > 0 && { outerAnchors }),
      ...(lineHint !== undefined && { lineHint }),
      ...(body.includes(END_OF_FILE) && { atEnd: true as const }),
      isMarked: true as const,
    }));
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

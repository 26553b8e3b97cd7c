import { sayingOf } from "../damage/textDamage.ts";
import { isBlank } from "../lines.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import { findAnchors } from "./anchors.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Found, Place } from "./place.ts";
import { hasWords } from "./similarity.ts";

/** The place of new lines without old ones: an empty document, below the anchor, or the end where the piece says so. */
export function insertionPlaces(document: DocumentLines, piece: PieceReplacement): Found {
  const { oldLines, newLines, lineHint, atEnd } = piece;
  const { lines } = document;
  if (oldLines.length > 0) return { type: "missing", reason: "nothing-to-find" };
  if (lines.length === 1 && lines[0] === "") {
    // The text is the whole document then, with its last line break.
    const isEnded = newLines.at(-1) === "";
    return placesAt([0], isEnded ? newLines : [...newLines, ""], document);
  }
  if (atEnd) return placesAt([lines.at(-1) === "" ? lines.length - 1 : lines.length], newLines, document);
  const anchors = lineHint === undefined ? findAnchors(document, piece) : undefined;
  if (!anchors) return { type: "missing", reason: "nothing-to-find" };
  if (anchors.length === 0) return { type: "missing", reason: "anchor-not-there" };
  return placesAt(
    anchors.map((anchor) => anchor + 1),
    newLines,
    document,
  );
}

function placesAt(lines: readonly number[], newLines: readonly string[], { sayings }: DocumentLines): Found {
  const added = newLines.map(sayingOf).filter((line) => !isBlank(line));
  const isThere = (at: number): boolean =>
    added.some(hasWords) && newLines.every((line, index) => sayings[at + index] === sayingOf(line));
  const applied = lines.find(isThere);
  if (lines.length === 1 && applied !== undefined) return { type: "applied", line: applied };
  const places = lines.map((line): Place => ({
    how: "exact",
    sides: { oldLines: [], newLines, dropped: 0 },
    startLine: line,
    endLine: line,
    pairs: [],
  }));
  return { type: "places", places };
}

import { indentOf } from "../indentation.ts";
import { isBlank, splitLines } from "../lines.ts";
import { runsOf, toBare, type DocumentLines } from "./documentLines.ts";

/** The lines that an anchor stands on, the end exclusive; `count` tells how often it is there. */
export type AnchorPlace = { readonly count: number; readonly startLine: number; readonly endLine: number };

export function findAnchor(anchor: string, { bare }: DocumentLines): AnchorPlace {
  const all = splitLines(anchor).map(toBare);
  const lines = all.slice(
    Math.max(
      0,
      all.findIndex((line) => !isBlank(line)),
    ),
    all.findLastIndex((line) => !isBlank(line)) + 1,
  );
  const runs = runsOf(lines, bare);
  const [startLine = 0] = runs;
  return { count: runs.length, startLine, endLine: startLine + lines.length };
}

/**
 * Which of several identical places is meant, when that is certain: the one that the line number names exactly, or
 * the only one inside the block that the anchor opens. A line number that is merely near decides nothing, and where
 * both speak they have to agree.
 */
export function breakTie(
  places: readonly number[],
  wanted: { readonly anchor?: string | undefined; readonly lineHint?: number | undefined },
  document: DocumentLines,
): number | undefined {
  const hinted = places.find((place) => place === wanted.lineHint);
  const anchored = wanted.anchor === undefined ? undefined : placeUnder(wanted.anchor, places, document);
  if (hinted !== undefined && anchored !== undefined) return hinted === anchored ? hinted : undefined;
  return hinted ?? anchored;
}

function placeUnder(anchor: string, places: readonly number[], document: DocumentLines): number | undefined {
  const { count, startLine, endLine } = findAnchor(anchor, document);
  if (count !== 1) return undefined;
  const end = blockEnd(startLine, endLine, document);
  const inside = places.filter((place) => place >= startLine && place < end);
  return inside.length === 1 ? inside[0] : undefined;
}

/** The line after the block that the lines before `from` open, by indentation; brackets at the margin belong to it. */
function blockEnd(head: number, from: number, { lines, bare }: DocumentLines): number {
  const depth = indentOf(lines[head] ?? "").length;
  for (let line = from; line < lines.length; line++) {
    const text = bare[line] ?? "";
    if (text !== "" && indentOf(lines[line] ?? "").length <= depth && !/^[{}()[\]]/.test(text)) return line;
  }
  return lines.length;
}

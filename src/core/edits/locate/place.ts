import { splitLines } from "../lines.ts";
import { alignments, type Alignment } from "./alignment.ts";
import { runsOf, toBare, withoutTrailingSpace, type DocumentLines } from "./documentLines.ts";
import type { How, Unplaced, Wanted } from "./located.ts";
import { appliedAt, reasonOfMiss } from "./miss.ts";
import { findShift, NO_SHIFT, type Shift } from "./shift.ts";
import { hasWords, isComment } from "./similarity.ts";
import { breakTie, findAnchor } from "./tie.ts";
import { toWantedLines, withoutBlankEnds, type WantedLines } from "./wantedLines.ts";

/** Lines of a document that wanted lines stand for; an insertion stands in front of `startLine` and has none. */
export type Place = {
  readonly type: "place";
  readonly how: How;
  readonly startLine: number;
  readonly endLine: number;
  readonly wanted: WantedLines;
  /** For each line of the wanted original its line in the document; undefined where it has none. */
  readonly pairs: readonly (number | undefined)[];
  /** What was done to the indentation of the wanted lines. */
  readonly shift: Shift;
};

/**
 * How much of an alignment has to be the same, by weight: one misremembered line in five, or a comment and a little
 * more. Below that the text may come from an older version of the file.
 */
const LEAST_SCORE = 0.8;
/**
 * How far the runner-up has to stay behind: one whole line in eight. Two copies that differ in a token or two lie
 * within that of each other, and then either may be the one that was misremembered.
 */
const LEAST_MARGIN = 0.12;
/** So many lines have to be there word for word, one of them nowhere else. */
const LEAST_PROOF = 2;

export function findPlace(document: DocumentLines, wanted: Wanted): Place | Unplaced {
  const all = toWantedLines(wanted);
  const core = withoutBlankEnds(all);
  if (core.original.length === 0) return insertion(document, wanted, all);

  for (const lines of core.dropped === 0 && core.original.length === all.original.length ? [all] : [all, core]) {
    const runs = runsOf(lines.original, document.lines);
    if (runs.length > 0) return onlyOf(runs, "exact", lines, document, wanted);
  }
  const trimmed = runsOf(core.original.map(withoutTrailingSpace), document.trimmed);
  if (trimmed.length > 0) return onlyOf(trimmed, "trailing-space", core, document, wanted);

  const bare = core.original.map(toBare);
  const shifted = runsOf(bare, document.bare).filter((run) => shiftAt(run, core, document) !== undefined);
  // With the replacement there as it was written, a place that is merely like the original is another one.
  const applied = appliedAt(document.trimmed, core, withoutTrailingSpace);
  if (applied !== undefined) return { type: "missing", reason: "already-applied", nearest: { line: applied } };
  if (shifted.length > 0) return onlyOf(shifted, "indentation", core, document, wanted);
  const reason = reasonOfMiss(document, core);
  if (reason) return { type: "missing", ...reason };
  return aligned(document, core, bare);
}

function insertion(
  document: DocumentLines,
  { anchor, original, replacement }: Wanted,
  wanted: WantedLines,
): Place | Unplaced {
  const place = {
    type: "place",
    how: "exact",
    wanted: { ...wanted, original: [] },
    pairs: [],
    shift: NO_SHIFT,
  } as const;
  if (original === "" && document.lines.length === 1 && document.lines[0] === "") {
    // The text is the whole document then, with its last line break.
    return { ...place, wanted: { ...place.wanted, replacement: splitLines(replacement) }, startLine: 0, endLine: 0 };
  }
  if (original !== "" || anchor === undefined || anchor.trim() === "") {
    return { type: "missing", reason: "nothing-to-find" };
  }
  const { count, endLine } = findAnchor(anchor, document);
  if (count === 0) return { type: "missing", reason: "anchor-not-there" };
  const added = wanted.replacement.map(toBare);
  if (count === 1) {
    const isThere = added.some(hasWords) && added.every((line, index) => document.bare[endLine + index] === line);
    return isThere
      ? { type: "missing", reason: "already-applied", nearest: { line: endLine } }
      : { ...place, startLine: endLine, endLine };
  }
  return { type: "ambiguous", lines: runsOf(anchorLines(anchor), document.bare) };
}

function anchorLines(anchor: string): readonly string[] {
  return withoutBlankEnds(toWantedLines({ original: anchor, replacement: "" })).original.map(toBare);
}

function shiftAt(run: number, { original }: WantedLines, { lines }: DocumentLines): Shift | undefined {
  return findShift(original, lines.slice(run, run + original.length));
}

/** The place when there is one; of several identical ones that which a line number or an anchor proves. */
function onlyOf(
  runs: readonly number[],
  how: How,
  lines: WantedLines,
  document: DocumentLines,
  { anchor, lineHint }: Wanted,
): Place | Unplaced {
  const hint = lineHint === undefined ? undefined : lineHint + lines.dropped;
  const isTie = runs.length > 1;
  const only = isTie && how === "exact" ? breakTie(runs, { anchor, lineHint: hint }, document) : runs[0];
  if (only === undefined || (isTie && how !== "exact")) return { type: "ambiguous", lines: runs };
  const shift = how === "indentation" ? shiftAt(only, lines, document) : NO_SHIFT;
  return {
    type: "place",
    how,
    startLine: only,
    endLine: only + lines.original.length,
    wanted: lines,
    pairs: lines.original.map((_, index) => only + index),
    shift: shift ?? NO_SHIFT,
  };
}

function aligned(document: DocumentLines, wanted: WantedLines, bare: readonly string[]): Place | Unplaced {
  const [best, second] = alignments(bare, document);
  if (!best) return { type: "missing", reason: "not-there" };
  const missing = { type: "missing", reason: "not-there", nearest: { line: best.startLine } } as const;
  if (best.score < LEAST_SCORE) return missing;
  if (second && best.score - second.score < LEAST_MARGIN) {
    return { type: "ambiguous", lines: [best.startLine, second.startLine].toSorted((a, b) => a - b) };
  }
  if (!isProven(best, document, bare)) return missing;
  const same = best.pairs.flatMap((line, index) =>
    line !== undefined && document.bare[line] === bare[index] ? [{ line, index }] : [],
  );
  const shift = findShift(
    same.map(({ index }) => wanted.original[index] ?? ""),
    same.map(({ line }) => document.lines[line] ?? ""),
  );
  if (!shift) return { ...missing, reason: "indentation" };
  const { startLine, endLine, pairs } = best;
  return { type: "place", how: "alignment", startLine, endLine, wanted, pairs, shift };
}

/**
 * Whether an alignment is more than a likeness: both ends are there word for word, so is a line that is nowhere else,
 * and no line that differs stands word for word in another place, which would be the one that is meant.
 */
function isProven({ pairs }: Alignment, { bare, linesOf }: DocumentLines, wanted: readonly string[]): boolean {
  const code = [...wanted.entries()].filter(([, line]) => line !== "" && !isComment(line));
  const isSame = (index: number): boolean => {
    const line = pairs[index];
    return line !== undefined && bare[line] === wanted[index];
  };
  const same = code.filter(([index]) => isSame(index));
  const first = code.at(0)?.[0];
  const last = code.at(-1)?.[0];
  if (first === undefined || last === undefined || !isSame(first) || !isSame(last)) return false;
  const isUnique = same.some(([, line]) => hasWords(line) && linesOf.get(line)?.length === 1);
  const isElsewhere = code.some(([index, line]) => !isSame(index) && hasWords(line) && linesOf.has(line));
  return same.length >= LEAST_PROOF && isUnique && !isElsewhere;
}

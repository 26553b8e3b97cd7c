import type { Hunk } from "../hunks.ts";
import { lineChanges, type LineChange } from "../lineChanges.ts";
import { splitLines, withLf } from "../lines.ts";
import { lineHunks, PendingHunks, precedes } from "./lineHunks.ts";
import { mergeLine } from "./mergeLine.ts";

/** A change of the person's lines that brings in what the answer says. */
export type MergedChange = LineChange & { readonly conflict: Conflict };

/**
 * `lines`: both changed the same lines; the old lines are the person's, the new ones the answer's. `place`: both put
 * lines at the same place; the answer's come below the person's. Neither is made unless the person says so.
 */
export type Conflict = "none" | "lines" | "place";

/**
 * The changes that bring what turned `base` into `theirs` into `mine`, the text as the person has it now, from the
 * top. Nothing that the person changed is changed again without a conflict, except other parts of the same line. Line
 * breaks are not compared.
 *
 * - A line put right above or below changed lines is no conflict: its place is certain.
 * - What both sides changed alike is no change.
 * - Lines that both put at the same place are a conflict, unless the answer's begin or end with the person's.
 */
export function mergeTexts(base: string, mine: string, theirs: string): readonly MergedChange[] {
  if (withLf(base) === withLf(mine)) return lineChanges(mine, theirs).map(clean);
  const sides = { base: splitLines(base), mine: splitLines(mine), theirs: splitLines(theirs) };
  return mergeLines(sides)
    .map((change) => {
      const isAll = change.newLines.length === 0 && change.oldLines.length === sides.mine.length;
      // A text always has a line: without any it is one empty line.
      return isAll ? { ...change, newLines: [""] } : change;
    })
    .filter(changesLines);
}

/** The same for stretches of lines, which may be empty. */
export function mergeLines(sides: MergedLines): readonly MergedChange[] {
  return joined([...changes(sides)], sides.mine).filter(changesLines);
}

function changesLines({ oldLines, newLines }: LineChange): boolean {
  return oldLines.length !== newLines.length || oldLines.join("\n") !== newLines.join("\n");
}

/** What both made of `base`: the person and the answer. */
export type MergedLines = {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
};

/** Walks through what both sides changed, from the top; what overlaps is looked at together. */
function* changes(sides: MergedLines): Generator<MergedChange> {
  const mine = new PendingHunks(lineHunks(sides.base, sides.mine));
  const theirs = new PendingHunks(lineHunks(sides.base, sides.theirs));
  for (;;) {
    const own = mine.next;
    const other = theirs.next;
    if (!other) return;
    if (own && precedes(own, other)) {
      mine.take();
    } else if (!own || precedes(other, own)) {
      yield clean(toChange(other, mine.shift, sides));
      theirs.take();
    } else {
      yield* resolve(overlapping(mine, theirs), sides);
    }
  }
}

/** Where the lines of a stretch that both sides changed stand in each of the three texts. */
type Overlap = { readonly base: Stretch; readonly mine: Stretch; readonly theirs: Stretch };
/** Lines `start` to `end`, exclusive. */
type Stretch = { readonly start: number; readonly end: number };

/** Takes all that overlaps the next hunk of either side, and what overlaps that. */
function overlapping(mine: PendingHunks, theirs: PendingHunks): Overlap {
  const hunks = [mine.next, theirs.next].filter((hunk) => hunk !== undefined);
  const start = Math.min(...hunks.map(({ oldStart }) => oldStart));
  let end = Math.max(...hunks.map(({ oldEnd }) => oldEnd));
  const [mineStart, theirsStart] = [start + mine.shift, start + theirs.shift];
  mine.take();
  theirs.take();
  for (let more = true; more;) {
    more = false;
    for (const side of [mine, theirs]) {
      if (!side.next || precedes({ oldStart: start, oldEnd: end }, side.next)) continue;
      end = Math.max(end, side.next.oldEnd);
      side.take();
      more = true;
    }
  }
  return {
    base: { start, end },
    mine: { start: mineStart, end: end + mine.shift },
    theirs: { start: theirsStart, end: end + theirs.shift },
  };
}

function* resolve(overlap: Overlap, sides: MergedLines): Generator<MergedChange> {
  const base = sides.base.slice(overlap.base.start, overlap.base.end);
  const mine = sides.mine.slice(overlap.mine.start, overlap.mine.end);
  const theirs = sides.theirs.slice(overlap.theirs.start, overlap.theirs.end);
  const merged = mergedLine(base, mine, theirs);
  if (merged !== undefined) {
    yield clean(changeAt(overlap.mine.start, mine, [merged]));
    return;
  }
  const [top, bottom] = commonEnds(mine, theirs);
  const own = mine.slice(top, mine.length - bottom);
  const other = theirs.slice(top, theirs.length - bottom);
  const startLine = overlap.mine.start + top;
  if (base.length > 0) {
    if (own.length + other.length > 0) yield { ...changeAt(startLine, own, other), conflict: "lines" };
  } else if (other.length > 0) {
    const below = changeAt(startLine + own.length, [], other);
    yield own.length > 0 ? { ...below, conflict: "place" } : clean(below);
  }
}

/** The only line of each text, merged within; undefined when there are more, or it is not certain. */
function mergedLine(...texts: readonly (readonly string[])[]): string | undefined {
  const [base, mine, theirs] = texts.map(([line]) => line);
  if (texts.some(({ length }) => length !== 1)) return undefined;
  return base === undefined || mine === undefined || theirs === undefined ? undefined : mergeLine(base, mine, theirs);
}

/** How many lines two texts share at the top and, below that, at the bottom. */
function commonEnds(a: readonly string[], b: readonly string[]): readonly [top: number, bottom: number] {
  const shorter = Math.min(a.length, b.length);
  let top = 0;
  while (top < shorter && a[top] === b[top]) top++;
  let bottom = 0;
  while (bottom < shorter - top && a.at(-1 - bottom) === b.at(-1 - bottom)) bottom++;
  return [top, bottom];
}

function toChange(
  { oldStart, oldEnd, newStart, newEnd }: Hunk,
  shift: number,
  { base, theirs }: MergedLines,
): LineChange {
  return changeAt(oldStart + shift, base.slice(oldStart, oldEnd), theirs.slice(newStart, newEnd));
}

function changeAt(startLine: number, oldLines: readonly string[], newLines: readonly string[]): LineChange {
  return { startLine, endLine: startLine + oldLines.length, oldLines, newLines };
}

function clean(change: LineChange): MergedChange {
  return { ...change, conflict: "none" };
}

/** The changes as a review can show them and make them one by one. */
function joined(all: readonly MergedChange[], lines: readonly string[]): readonly MergedChange[] {
  const result: MergedChange[] = [];
  for (const change of all) {
    const last = result.at(-1);
    // Changes without a conflict that have no more than one line between them read better as one.
    const isOne = last?.conflict === "none" && change.conflict === "none" && change.startLine - last.endLine <= 1;
    result.push(isOne ? join(result.pop() ?? change, change, lines, "none") : change);
    while (areOnePlace(result.at(-2), result.at(-1))) {
      const [second, first] = [result.pop(), result.pop()];
      if (first && second) result.push(join(first, second, lines, conflictOf(first, second)));
    }
  }
  return result;
}

/**
 * Whether lines are put in or taken away right beside the other change. Once one of the two is made, nothing tells
 * whether what stands there, or is missing, is its work or the other's; and to delete the last lines takes the line
 * break above them.
 */
function areOnePlace(first: MergedChange | undefined, second: MergedChange | undefined): boolean {
  if (!first || !second || first.endLine !== second.startLine) return false;
  return [first, second].some(({ oldLines, newLines }) => oldLines.length === 0 || newLines.length === 0);
}

function conflictOf(first: MergedChange, second: MergedChange): Conflict {
  const areInsertions = first.oldLines.length + second.oldLines.length === 0;
  return areInsertions && first.conflict !== "lines" && second.conflict !== "lines" ? "place" : "lines";
}

function join(first: MergedChange, second: MergedChange, lines: readonly string[], conflict: Conflict): MergedChange {
  const between = lines.slice(first.endLine, second.startLine);
  return {
    startLine: first.startLine,
    endLine: second.endLine,
    oldLines: [...first.oldLines, ...between, ...second.oldLines],
    newLines: [...first.newLines, ...between, ...second.newLines],
    conflict,
  };
}

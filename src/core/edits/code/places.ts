import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { chainsOf, type Chain, type Ends, type Window } from "./chains.ts";
import type { FileLines } from "./fileLines.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** How much better than any other a place has to be, and one that its ends do not prove. */
const LEAST_MARGIN = 1;
const LEAST_MARGIN_OF_UNPROVEN = 3;
/** With more places than this that are nearly as good nothing is certain. */
const MOST_RIVALS = 8;

export type Judge = {
  /** Whether nothing comes of the difference between two places of a segment. */
  readonly isSame: (segment: number, a: Chain, b: Chain) => boolean;
  /** Whether the lines of a segment stand at a place already. */
  readonly isQuiet: (segment: number, place: Chain) => boolean;
  /** Whether the ends of a segment show for certain where it begins and ends. */
  readonly isProven: (segment: number, place: Chain) => boolean;
  /** Whether an end of a segment stands nowhere else. */
  readonly isFixed: (segment: number, place: Chain) => boolean;
  /** Whether a segment could stand there at all, and whether nothing speaks against it. */
  readonly isPossible: (segment: number, place: Chain) => boolean;
  readonly isLikely: (segment: number, place: Chain) => boolean;
  /** Whether the file says the same at both places. */
  readonly isTwin: (a: Chain, b: Chain) => boolean;
};

export type Segment = {
  readonly lines: readonly string[];
  /** Places that something else than its first and last lines proves; then these are the only ones. */
  readonly known?: readonly Chain[];
};

export type Places =
  | { readonly type: "places"; readonly places: readonly Chain[] }
  /** `places` are what a segment may stand for, the best first. */
  | { readonly type: "ambiguous"; readonly places: readonly Chain[] }
  /** A segment whose first or last line is not in the file, or not in order. */
  | { readonly type: "missing"; readonly segment: number };

/**
 * The one way to place all segments in order, each at lines that its own first and last lines prove.
 */
export function findPlaces(
  segments: readonly Segment[],
  file: FileLines,
  window: Window,
  ends: Ends,
  judge: Judge,
): Places {
  const options = segments.map(({ lines, known }, index) => {
    if (known) return known;
    const quoted = betweenEnds(lines, file, window, ends);
    if (quoted && judge.isProven(index, quoted)) return [quoted];
    return possible(chainsOf(lines, file, window, ends), index, judge);
  });
  const missing = options.findIndex((chains) => chains.length === 0);
  if (missing !== -1) return { type: "missing", segment: missing };
  const first = decide(options, judge);
  if (first.type !== "ambiguous") return first;
  return decide(enclosed(segments, options, file), judge, first);
}

/** So many lines at an end show its one place, if any do. */
const MOST_SHOWING = 6;

/** The lines from the one place where the first lines stand to the one of the last; undefined where they have no such. */
function betweenEnds(lines: readonly string[], file: FileLines, window: Window, ends: Ends): Chain | undefined {
  const given = sayingsOf(lines);
  const startLine = placeOfEnd(given, 1, file, window);
  const last = placeOfEnd(given.toReversed(), -1, file, window);
  if (startLine === undefined || last === undefined || startLine >= last) return undefined;
  const isExact = [
    [lines.at(0), file.lines[startLine]],
    [lines.at(-1), file.lines[last]],
  ].every(([line = "", own = ""]) => indentOf(line) === indentOf(own));
  return isExact || ends === "moved" ? { startLine, endLine: last + 1, score: lines.length } : undefined;
}

/** The one line from which the first of `given` stand one after the other. */
function placeOfEnd(
  given: readonly string[],
  step: 1 | -1,
  { placesOf, sayings }: FileLines,
  { startLine, endLine }: Window,
): number | undefined {
  let places = (placesOf.get(given[0] ?? "") ?? []).filter((place) => place >= startLine && place < endLine);
  for (let length = 1; length < MOST_SHOWING && places.length > 1; length++) {
    places = places.filter((place) => sayings[place + step * length] === given[length]);
  }
  return places.length === 1 ? places[0] : undefined;
}

/**
 * Without those near the best that cannot be meant, and without unlikely ones beside a proven best; all of them, when
 * that is true of each. What stands around two places that say the same decides nothing.
 */
function possible(chains: readonly Chain[], segment: number, judge: Judge): readonly Chain[] {
  const [best] = chains;
  if (!best) return chains;
  const near = chains.filter(({ score }) => score > best.score - LEAST_MARGIN_OF_UNPROVEN).slice(0, MOST_RIVALS);
  if (near.length < 2) return chains;
  const isBestProven = judge.isProven(segment, best);
  const excluded = new Set(
    near.filter((chain) => !judge.isPossible(segment, chain) || (isBestProven && !judge.isLikely(segment, chain))),
  );
  const kept = near.filter((chain) => !excluded.has(chain));
  for (const chain of excluded) if (kept.some((other) => judge.isTwin(chain, other))) excluded.delete(chain);
  if (excluded.has(best) && !kept.some((chain) => judge.isProven(segment, chain))) return chains;
  return kept.length > 0 ? chains.filter((chain) => !excluded.has(chain)) : chains;
}

function decide(options: readonly (readonly Chain[])[], judge: Judge, otherwise?: Places): Places {
  const before = totals(
    options,
    ({ endLine }) => endLine,
    ({ startLine }) => startLine,
  );
  const after = totals(
    options.toReversed(),
    ({ startLine }) => -startLine,
    ({ endLine }) => -endLine,
  ).toReversed();
  const places: Chain[] = [];
  let isAnchored = options.length < 2;
  for (const [segment, chains] of options.entries()) {
    const sums = chains.map(
      (chain, index) => (before[segment]?.[index] ?? 0) + (after[segment]?.[index] ?? 0) - chain.score,
    );
    const best = maximum(sums);
    const chosen = chains[sums.indexOf(best)];
    if (!chosen || best === -Infinity) return otherwise ?? { type: "missing", segment };
    const within = (margin: number): readonly Chain[] =>
      chains.filter((chain, index) => chain !== chosen && (sums[index] ?? 0) > best - margin);
    const isQuiet = judge.isQuiet(segment, chosen);
    const isClear = (near: readonly Chain[]): boolean => {
      const telling = isQuiet ? near.filter((rival) => !judge.isQuiet(segment, rival)) : near;
      return telling.length <= MOST_RIVALS && telling.every((rival) => judge.isSame(segment, chosen, rival));
    };
    const rivals = within(LEAST_MARGIN);
    const others = within(LEAST_MARGIN_OF_UNPROVEN);
    if (!isClear(rivals) || (others.length > rivals.length && !judge.isProven(segment, chosen) && !isClear(others))) {
      return otherwise ?? { type: "ambiguous", places: [chosen, ...rivals] };
    }
    // The order of several segments decides nothing where each of them alone fits several places.
    isAnchored ||= judge.isFixed(segment, chosen);
    places.push(chosen);
  }
  if (!isAnchored) return otherwise ?? { type: "ambiguous", places };
  const isOrdered = places.every(({ startLine }, index) => (places[index - 1]?.endLine ?? 0) <= startLine);
  return isOrdered ? { type: "places", places } : (otherwise ?? { type: "ambiguous", places });
}

/** For each place of each segment the best sum of scores of all segments up to it, in order. */
function totals(
  options: readonly (readonly Chain[])[],
  endOf: (chain: Chain) => number,
  startOf: (chain: Chain) => number,
): readonly (readonly number[])[] {
  let previous: readonly { readonly end: number; readonly total: number }[] = [{ end: -Infinity, total: 0 }];
  return options.map((chains) => {
    const sums = Array.from<number>({ length: chains.length }).fill(-Infinity);
    let reached = 0;
    let best = -Infinity;
    for (const index of [...chains.keys()].toSorted((a, b) => starts(a) - starts(b))) {
      for (; reached < previous.length; reached++) {
        const { end, total } = previous[reached] ?? { end: Infinity, total: -Infinity };
        if (end > starts(index)) break;
        best = Math.max(best, total);
      }
      sums[index] = best + (chains[index]?.score ?? 0);
    }
    previous = chains
      .map((chain, index) => ({ end: endOf(chain), total: sums[index] ?? -Infinity }))
      .toSorted((a, b) => a.end - b.end);
    return sums;

    function starts(index: number): number {
      const chain = chains[index];
      return chain ? startOf(chain) : Infinity;
    }
  });
}

/** Of each segment's places those that lie in the block which the line before the left-out code opens. */
function enclosed(
  segments: readonly Segment[],
  options: readonly (readonly Chain[])[],
  file: FileLines,
): readonly (readonly Chain[])[] {
  const result: (readonly Chain[])[] = [];
  for (const [index, chains] of options.entries()) {
    const opener = segments[index - 1]?.lines.at(-1) ?? "";
    const [head, ...others] = result[index - 1] ?? [];
    const isInside = indentOf(segments[index]?.lines[0] ?? "").length > indentOf(opener).length;
    if (!head || others.length > 0 || !isInside) {
      result.push(chains);
      continue;
    }
    const end = blockEnd(head.endLine - 1, file);
    result.push(chains.filter(({ startLine, endLine }) => startLine >= head.endLine && endLine <= end));
  }
  return result;
}

/** The line after the lines below `head` that are indented further. */
export function blockEnd(head: number, { lines }: FileLines): number {
  const depth = indentOf(lines[head] ?? "").length;
  let end = head + 1;
  while (end < lines.length && (isBlank(lines[end] ?? "") || indentOf(lines[end] ?? "").length > depth)) end++;
  return end;
}

function maximum(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}

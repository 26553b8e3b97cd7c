import { median, round, summarize, type Summary } from "./statistics.ts";
import type { Pair } from "./subjects.ts";

/** Both subjects, and ours next to the floor; pairs are of the same round. */
export type Comparison = Pair<Summary> & {
  /** The median of the differences within a pair. */
  readonly difference: number;
  /** Our median divided by the floor's; null where the floor has none. */
  readonly ratio: number | null;
  /** The same of the smallest values, which other programs on the machine have disturbed least. */
  readonly ratioOfSmallest: number | null;
};

export function compare(pairs: readonly Pair<number>[]): Comparison {
  const ours = summarize(pairs.map((pair) => pair.ours));
  const floor = summarize(pairs.map((pair) => pair.floor));
  return {
    ours,
    floor,
    difference: round(median(pairs.map((pair) => pair.ours - pair.floor))),
    ratio: divide(ours.median, floor.median),
    ratioOfSmallest: divide(ours.min, floor.min),
  };
}

function divide(ours: number, floor: number): number | null {
  return floor === 0 ? null : round(ours / floor);
}

/** Picks one figure out of both subjects' figures. */
export function each<T>(pairs: readonly Pair<T>[], pick: (figures: T) => number): Comparison {
  return compare(pairs.map((pair) => ({ ours: pick(pair.ours), floor: pick(pair.floor) })));
}

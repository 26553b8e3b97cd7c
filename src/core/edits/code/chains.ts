import { indentOf } from "../indentation.ts";
import { hasWords } from "../locate/similarity.ts";
import { weightOf, type FileLines } from "./fileLines.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** Lines of a file that lines of a block may stand for; the end is exclusive. */
export type Chain = {
  readonly startLine: number;
  readonly endLine: number;
  /** The weight of the lines that are in both, less what the file's lines between them weigh that are not. */
  readonly score: number;
};

export type Window = { readonly startLine: number; readonly endLine: number };

/** Whether the first and the last line have to have the file's indentation. */
export type Ends = "exact" | "moved";

/** What a place costs where lines go and nothing comes: the fewest such places are the likeliest. */
const CUT = 1;
/** What one line of the file that would go weighs against one that is in both. */
const LOSS = 0.5;
/** A line that is there but for its indentation. */
const MOVED = 0.6;
/** More pairs of lines than this are not looked at: the most frequent lines are left out. */
const MOST_POINTS = 400_000;

/**
 * The places where the first and the last of `lines` stand in the file, with the best that lies between them: one for
 * each line that the first may be, and one for each that the last may be. The time grows with the number of lines
 * that are the same.
 */
export function chainsOf(lines: readonly string[], file: FileLines, window: Window, ends: Ends): readonly Chain[] {
  const rows = pointsOf(lines, file, window, ends);
  if (!rows) return [];
  const size = window.endLine - window.startLine;
  const above = Float64Array.from({ length: size + 1 }, (_, index) => weightBefore(file, window.startLine + index));
  const total = above[size] ?? 0;
  const below = Float64Array.from({ length: size + 1 }, (_, index) => total - (above[size - index] ?? 0));
  const forward = bestChains(rows, above);
  const backward = bestChains(reversed(rows, size), below).map(({ from, to, score }) => ({
    from: size - 1 - to,
    to: size - 1 - from,
    score,
  }));
  const known = new Map<number, Chain>();
  for (const { from, to, score } of [...forward, ...backward]) {
    const key = from * size + to;
    if ((known.get(key)?.score ?? -Infinity) >= score) continue;
    known.set(key, { startLine: window.startLine + from, endLine: window.startLine + to + 1, score });
  }
  return [...known.values()].toSorted((a, b) => b.score - a.score);
}

function weightBefore(file: FileLines, line: number): number {
  return file.weightAbove[line] ?? 0;
}

/** Lines of the window that one line of the block may be, in order. */
type Row = { readonly places: Int32Array; readonly weights: Float64Array };

/** The rows from the first to the last line that says anything; undefined when one of these two is not there. */
function pointsOf(lines: readonly string[], file: FileLines, window: Window, ends: Ends): readonly Row[] | undefined {
  const known = new Map<string, Row>();
  const rows = sayingsOf(lines).flatMap((saying, index) => {
    if (saying === "") return [];
    const isEnd = index === 0 || index === lines.length - 1;
    const isTelling = hasWords(saying) && !(isEnd && ends === "exact");
    const given = indentOf(lines[index] ?? "");
    const key = [isTelling, given, saying].join("|");
    const same = known.get(key);
    if (same) return [{ ...same }];
    const all = file.placesOf.get(saying) ?? [];
    const rarity = all.length <= 2 ? 1 : all.length <= 10 ? 0.8 : 0.5;
    const places: number[] = [];
    const weights: number[] = [];
    for (const place of all) {
      if (place < window.startLine || place >= window.endLine) continue;
      // Other characters are damage, which is looked at later.
      const isSame = indentOf(file.lines[place] ?? "") === given;
      if (!isSame && !isTelling) continue;
      places.push(place - window.startLine);
      weights.push(weightOf(saying) * rarity * (isSame ? 1 : MOVED));
    }
    const row = { places: Int32Array.from(places), weights: Float64Array.from(weights) };
    known.set(key, row);
    return [row];
  });
  if ((rows.at(0)?.places.length ?? 0) === 0 || (rows.at(-1)?.places.length ?? 0) === 0) return undefined;
  const inner = rows.slice(1, -1).toSorted((a, b) => a.places.length - b.places.length);
  const kept = new Set<Row>(rows.length === 1 ? rows : [rows.at(0) ?? NONE, rows.at(-1) ?? NONE]);
  let points = 0;
  for (const row of inner) {
    points += row.places.length;
    if (points > MOST_POINTS) break;
    kept.add(row);
  }
  return rows.filter((row) => kept.has(row));
}

const NONE: Row = { places: new Int32Array(), weights: new Float64Array() };

function reversed(rows: readonly Row[], size: number): readonly Row[] {
  return rows.toReversed().map(({ places, weights }) => ({
    places: places.toReversed().map((place) => size - 1 - place),
    weights: weights.toReversed(),
  }));
}

type End = { readonly from: number; readonly to: number; readonly score: number };

/** For each line that the last row may be, the best chain from the first row to it. */
function bestChains(rows: readonly Row[], above: Float64Array): readonly End[] {
  /** All rows but the one before. */
  const earlier = new PrefixMaximum(above.length);
  let found: readonly End[] = [];
  for (const [index, { places, weights }] of rows.entries()) {
    const next: End[] = [];
    let [reached, passed] = [0, 0];
    let [cutFrom, cutValue] = [0, -Infinity];
    // This is run hundreds of thousands of times, so nothing is made here that has to be cleared away.
    for (let at = 0; at < places.length; at++) {
      const place = places[at] ?? 0;
      const height = above[place] ?? 0;
      // The row before, with lines of the file between that nothing comes for.
      for (; reached < found.length; reached++) {
        const end = found[reached];
        if (!end || end.to >= place) break;
        const value = end.score - CUT + LOSS * (above[end.to + 1] ?? 0);
        if (value <= cutValue) continue;
        cutFrom = end.from;
        cutValue = value;
      }
      while (passed < found.length && (above[(found[passed]?.to ?? 0) + 1] ?? 0) <= height) passed++;
      const beside = found[passed - 1];
      let from = place;
      let score = index === 0 ? 0 : -Infinity;
      if (beside && beside.to < place && above[beside.to + 1] === height && beside.score > score) {
        from = beside.from;
        score = beside.score;
      }
      const loss = LOSS * height;
      if (cutValue - loss > score) {
        from = cutFrom;
        score = cutValue - loss;
      }
      const slot = earlier.slotOf(place);
      if (earlier.valueAt(slot) - loss > score) {
        from = earlier.fromAt(slot);
        score = earlier.valueAt(slot) - loss;
      }
      if (score > -Infinity) next.push({ from, to: place, score: score + (weights[at] ?? 0) });
    }
    for (const { from, to, score } of found) earlier.add(to + 1, score + LOSS * (above[to + 1] ?? 0), from);
    found = next;
  }
  return found;
}

/** The greatest value at or before an index, with where its chain began; a binary indexed tree. */
class PrefixMaximum {
  readonly #values: Float64Array;
  readonly #from: Int32Array;

  constructor(size: number) {
    this.#values = new Float64Array(size + 1).fill(-Infinity);
    this.#from = new Int32Array(size + 1);
  }

  add(index: number, value: number, from: number): void {
    for (let at = index + 1; at < this.#values.length; at += at & -at) {
      if ((this.#values[at] ?? 0) >= value) continue;
      this.#values[at] = value;
      this.#from[at] = from;
    }
  }

  /** Where the greatest one is kept; its value is -Infinity where there is none. */
  slotOf(index: number): number {
    let slot = 0;
    for (let at = index + 1; at > 0; at -= at & -at) {
      if (this.valueAt(at) > this.valueAt(slot)) slot = at;
    }
    return slot;
  }

  valueAt(slot: number): number {
    return this.#values[slot] ?? -Infinity;
  }

  fromAt(slot: number): number {
    return this.#from[slot] ?? 0;
  }
}

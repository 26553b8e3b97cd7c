import type { DocumentLines } from "./documentLines.ts";
import { differByASlip } from "./slip.ts";
import { hasWords, isComment, LineReader, similarity, weightOf } from "./similarity.ts";

/** Wanted lines laid on lines of the document, in order. */
export type Alignment = {
  /** For each wanted line its line in the document; undefined where it has none. */
  readonly pairs: readonly (number | undefined)[];
  /** First line of the place, and the line after its last one. */
  readonly startLine: number;
  readonly endLine: number;
  /** 1 when every line is the same, 0 when none is; lines of the place that nobody wanted count against it. */
  readonly score: number;
};

/** A longer text that is not there line for line was not quoted from this document. */
const MOST_LINES = 400;
/** A line that stands in more places than this says nothing about which one is meant. */
const MOST_PLACES = 50;
/** So many places are looked at closely, those with the most lines in common first. */
const MOST_STARTS = 48;
/** For long texts fewer, so that no more lines than this are laid on the document in all. */
const MOST_WORK = 1_500;
/** How many lines one side may have more than the other. */
const MOST_SLACK = 20;

/** The ways in which `wanted`, what lines say, lie on the document, the best first; no two share a line. */
export function alignments(wanted: readonly string[], { sayings, linesOf }: DocumentLines): readonly Alignment[] {
  if (wanted.length > MOST_LINES) return [];
  const slack = Math.min(MOST_SLACK, Math.max(2, Math.ceil(wanted.length / 5)));
  const compare = rememberedSimilarity();
  const found = likelyStarts(wanted, linesOf, slack)
    .map((start) => align(wanted, sayings, start - slack, slack, compare))
    .filter((alignment) => alignment !== undefined)
    .toSorted((a, b) => b.score - a.score);
  const apart: Alignment[] = [];
  for (const next of found) {
    if (apart.every((other) => next.endLine <= other.startLine || next.startLine >= other.endLine)) apart.push(next);
  }
  return apart;
}

/** Where the text would start if one of its telling lines is where it should be. */
function likelyStarts(wanted: readonly string[], linesOf: DocumentLines["linesOf"], slack: number): readonly number[] {
  const votes = new Map<number, number>();
  for (const [index, line] of wanted.entries()) {
    const places = hasWords(line) ? (linesOf.get(line) ?? []) : [];
    if (places.length > MOST_PLACES) continue;
    for (const place of places) votes.set(place - index, (votes.get(place - index) ?? 0) + 1);
  }
  const starts: number[] = [];
  for (const [start] of [...votes].toSorted(([, a], [, b]) => b - a)) {
    // The band around a start covers its neighbours, half of it so that both see the whole text.
    if (starts.every((other) => Math.abs(other - start) > slack / 2)) starts.push(start);
    if (starts.length === MOST_STARTS || starts.length * wanted.length > MOST_WORK) break;
  }
  return starts;
}

/** What two comments have in common at least: one that was remembered wrongly is still the comment there. */
const COMMENT_LIKENESS = 0.3;

/** How much a line with a misspelled word is the line that it should be. */
const SLIP_LIKENESS = 0.9;

function likeness(a: string, b: string, reader: LineReader): number {
  if (differByASlip(reader.read(a).tokens, reader.read(b).tokens)) return SLIP_LIKENESS;
  return similarity(a, b, reader) || (isComment(a) && isComment(b) ? COMMENT_LIKENESS : 0);
}

type Compare = (a: string, b: string) => number;

function rememberedSimilarity(): Compare {
  const known = new Map<string, Map<string, number>>();
  const reader = new LineReader();
  return (a, b) => {
    if (a === b) return 1;
    const ofLine = known.get(a) ?? new Map<string, number>();
    known.set(a, ofLine);
    const value = ofLine.get(b) ?? likeness(a, b, reader);
    ofLine.set(b, value);
    return value;
  };
}

/**
 * Lays the wanted lines on the document from line `from` on: the best sum of similar lines, less half of what the
 * skipped lines of the document weigh. Only the diagonals from 0 to 2 × `slack` are looked at, so the time is linear
 * in the wanted lines.
 */
function align(
  wanted: readonly string[],
  lines: readonly string[],
  from: number,
  slack: number,
  compare: Compare,
): Alignment | undefined {
  const width = 2 * slack + 1;
  const count = wanted.length;
  const sums = new Float64Array((count + 1) * width);
  const steps = new Uint8Array((count + 1) * width);
  const wantedWeights = wanted.map(weightOf);
  const weights = Array.from({ length: count + width }, (_, index) => weightOf(lines[from + index] ?? ""));
  for (let row = 1; row <= count; row++) {
    for (let diagonal = 0; diagonal < width; diagonal++) {
      const cell = row * width + diagonal;
      const column = row + diagonal - 1;
      const line = lines[from + column];
      const alike = line === undefined ? 0 : compare(wanted[row - 1] ?? "", line);
      const weight = (wantedWeights[row - 1] ?? 0) + (weights[column] ?? 0);
      // Blank lines weigh nothing but are paired where nothing speaks against it.
      const pair = alike === 0 ? -1 : (sums[cell - width] ?? 0) + (alike * weight) / 2 + 1e-6;
      const without = diagonal + 1 < width ? (sums[cell - width + 1] ?? 0) : -1;
      const past = diagonal > 0 ? (sums[cell - 1] ?? 0) - (row < count ? (weights[column] ?? 0) / 2 : 0) : -1;
      sums[cell] = Math.max(pair, without, past, 0);
      steps[cell] = sums[cell] === pair ? PAIR : sums[cell] === without ? SKIP_WANTED : SKIP_LINE;
      if (diagonal === 0 && steps[cell] === SKIP_LINE) steps[cell] = SKIP_WANTED;
    }
  }
  return scored(traced(steps, count, width, from), wanted, lines, compare);
}

const PAIR = 1;
const SKIP_WANTED = 2;
const SKIP_LINE = 3;

function traced(steps: Uint8Array, count: number, width: number, from: number): (number | undefined)[] {
  const pairs = Array.from<number | undefined>({ length: count });
  let row = count;
  let diagonal = width - 1;
  while (row > 0) {
    const step = steps[row * width + diagonal];
    if (step === SKIP_LINE) {
      diagonal--;
      continue;
    }
    if (step === PAIR) pairs[row - 1] = from + row + diagonal - 1;
    row--;
    if (step === SKIP_WANTED) diagonal = Math.min(diagonal + 1, width - 1);
  }
  return pairs;
}

function scored(
  pairs: readonly (number | undefined)[],
  wanted: readonly string[],
  lines: readonly string[],
  compare: Compare,
): Alignment | undefined {
  const known = pairs.filter((line) => line !== undefined);
  const startLine = known.at(0);
  const lastLine = known.at(-1);
  if (startLine === undefined || lastLine === undefined) return undefined;
  const place = lines.slice(startLine, lastLine + 1);
  const total = sum(wanted.map(weightOf)) + sum(place.map(weightOf));
  const shared = pairs.map((line, index) => {
    if (line === undefined) return 0;
    const own = lines[line] ?? "";
    const text = wanted[index] ?? "";
    return compare(text, own) * (weightOf(text) + weightOf(own));
  });
  return { pairs, startLine, endLine: lastLine + 1, score: total === 0 ? 0 : sum(shared) / total };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

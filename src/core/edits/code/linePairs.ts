/** Beyond this product of lengths two stretches without a common line of their own are not compared. */
const MOST_CELLS = 60_000;

/**
 * For each of `given` the index of its line in `own`, where both have the same lines in the same order: first the
 * lines that both have once, then the others between these. The time is linear but for the stretches between.
 */
export function pairsOf(given: readonly string[], own: readonly string[]): readonly (number | undefined)[] {
  const pairs = Array.from<number | undefined>({ length: given.length });
  const open: Stretch[] = [{ from: 0, to: given.length, ownFrom: 0, ownTo: own.length }];
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const inner = withoutSameEnds(stretch, given, own, pairs);
    if (inner.from >= inner.to || inner.ownFrom >= inner.ownTo) continue;
    const anchors = longestRise(commonOnce(inner, given, own));
    if (anchors.length === 0) {
      pairWithin(inner, given, own, pairs);
      continue;
    }
    let { from, ownFrom } = inner;
    for (const [index, ownIndex] of anchors) {
      pairs[index] = ownIndex;
      open.push({ from, to: index, ownFrom, ownTo: ownIndex });
      from = index + 1;
      ownFrom = ownIndex + 1;
    }
    open.push({ from, to: inner.to, ownFrom, ownTo: inner.ownTo });
  }
  return pairs;
}

type Stretch = { readonly from: number; readonly to: number; readonly ownFrom: number; readonly ownTo: number };
type Anchor = readonly [index: number, ownIndex: number];

function withoutSameEnds(
  stretch: Stretch,
  given: readonly string[],
  own: readonly string[],
  pairs: (number | undefined)[],
): Stretch {
  let { from, to, ownFrom, ownTo } = stretch;
  // The last lines belong together, whatever a bracket above them may match.
  const keepsLast = to - from > 1 && ownTo - ownFrom > 1 && given[to - 1] === own[ownTo - 1];
  if (keepsLast) pairs[--to] = --ownTo;
  while (from < to && ownFrom < ownTo && given[from] === own[ownFrom]) pairs[from++] = ownFrom++;
  while (from < to && ownFrom < ownTo && given[to - 1] === own[ownTo - 1]) pairs[--to] = --ownTo;
  return { from, to, ownFrom, ownTo };
}

/** The lines that are once in both stretches, in the order of the first. */
function commonOnce(
  { from, to, ownFrom, ownTo }: Stretch,
  given: readonly string[],
  own: readonly string[],
): readonly Anchor[] {
  const places = onceIn(own, ownFrom, ownTo);
  return [...onceIn(given, from, to)].flatMap(([line, index]) => {
    const ownIndex = places.get(line);
    return ownIndex === undefined ? [] : [[index, ownIndex] as const];
  });
}

function onceIn(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let index = from; index < to; index++) {
    const line = lines[index] ?? "";
    if (places.has(line)) repeated.add(line);
    else places.set(line, index);
  }
  for (const line of repeated) places.delete(line);
  places.delete("");
  return places;
}

/** The most of the anchors, which are in order on the one side, that are in order on the other too. */
function longestRise(anchors: readonly Anchor[]): readonly Anchor[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [at, [, ownIndex]] of anchors.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[tails[middle] ?? 0]?.[1] ?? 0) < ownIndex) low = middle + 1;
      else high = middle;
    }
    before[at] = tails[low - 1];
    tails[low] = at;
  }
  const rise: Anchor[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) {
    const anchor = anchors[at];
    if (anchor) rise.push(anchor);
  }
  return rise.toReversed();
}

/** The longest common subsequence of two short stretches. */
function pairWithin(
  { from, to, ownFrom, ownTo }: Stretch,
  given: readonly string[],
  own: readonly string[],
  pairs: (number | undefined)[],
): void {
  const height = to - from;
  const width = ownTo - ownFrom;
  if (height * width > MOST_CELLS) return;
  const size = width + 1;
  const lengths = new Uint16Array((height + 1) * size);
  for (let row = height - 1; row >= 0; row--) {
    for (let column = width - 1; column >= 0; column--) {
      const cell = row * size + column;
      lengths[cell] =
        given[from + row] === own[ownFrom + column]
          ? (lengths[cell + size + 1] ?? 0) + 1
          : Math.max(lengths[cell + size] ?? 0, lengths[cell + 1] ?? 0);
    }
  }
  for (let row = 0, column = 0; row < height && column < width;) {
    const cell = row * size + column;
    if (given[from + row] === own[ownFrom + column]) pairs[from + row++] = ownFrom + column++;
    else if ((lengths[cell + size] ?? 0) >= (lengths[cell + 1] ?? 0)) row++;
    else column++;
  }
}

/** What it costs, in the likeliest reading of an answer, that a line is new, left out, or written in place of another. */
const ADDED = 2;
const REMOVED = 1;
const REPLACED = 2;
/** The same for a line that tells its place in the old text, and is nevertheless read as another one. */
const COPIED = 20;
/** A line with fewer letters and digits, such as `}` or `return;`, says nothing about where in a text it stands. */
const FEWEST_SIGNS = 7;
const NEVER = 1 << 29;

/**
 * How far into `oldLines` a text has come that is written line by line to replace them. Only a line that stands once in
 * `oldLines` proves that those before it are done; other lines count where they follow a line that did.
 */
export class ReachedLines {
  readonly #numbers: Int32Array;
  readonly #numberOf = new Map<string, number>();
  /** By number of a line: whether it tells its place. */
  readonly #isTelling: readonly boolean[];
  /** By count of old lines: the least cost of reading the new lines as these, with the last two the same line, or not. */
  readonly #same: Int32Array;
  readonly #other: Int32Array;

  constructor(oldLines: readonly string[]) {
    const counts: number[] = [];
    this.#numbers = Int32Array.from(oldLines, (line) => {
      const number = this.#numberOf.get(line) ?? this.#numberOf.size;
      this.#numberOf.set(line, number);
      counts[number] = (counts[number] ?? 0) + 1;
      return number;
    });
    this.#isTelling = Array.from(this.#numberOf.keys(), (line, number) => counts[number] === 1 && hasSigns(line));
    this.#same = new Int32Array(oldLines.length + 1).fill(NEVER);
    this.#same[0] = 0;
    this.#other = Int32Array.from(this.#same, (_, count) => count * REMOVED);
  }

  /** Takes the next new lines; the work grows with their number and that of the old lines, and with nothing else. */
  push(newLines: readonly string[]): void {
    for (const line of newLines) this.#next(this.#numberOf.get(line) ?? -1);
  }

  /** How many old lines are done: as few as the likeliest reading allows. */
  get count(): number {
    let best = 0;
    for (let count = 1; count < this.#same.length; count++) if (this.#cost(count) < this.#cost(best)) best = count;
    return best;
  }

  #next(number: number): void {
    const [same, other, numbers] = [this.#same, this.#other, this.#numbers];
    const tells = this.#isTelling[number] === true;
    // What both were for one old line less, before this new line.
    let sameAbove = same[0] ?? NEVER;
    let leastAbove = this.#cost(0);
    same[0] = NEVER;
    const [added, replaced] = tells ? [COPIED, COPIED] : [ADDED, REPLACED];
    other[0] = leastAbove + added;
    for (let count = 1; count < same.length; count++) {
      const sameBefore = same[count] ?? NEVER;
      const leastBefore = Math.min(sameBefore, other[count] ?? NEVER);
      const isEqual = numbers[count - 1] === number;
      same[count] = isEqual ? (tells ? leastAbove : sameAbove) : NEVER;
      other[count] = Math.min(leastAbove + replaced, leastBefore + added, this.#cost(count - 1) + REMOVED);
      sameAbove = sameBefore;
      leastAbove = leastBefore;
    }
  }

  #cost(count: number): number {
    return Math.min(this.#same[count] ?? NEVER, this.#other[count] ?? NEVER);
  }
}

function hasSigns(line: string): boolean {
  return (line.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= FEWEST_SIGNS;
}

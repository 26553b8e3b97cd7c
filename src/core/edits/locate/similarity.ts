/** Below this share of common tokens two lines are different lines, not one line remembered wrongly. */
const LEAST_SIMILARITY = 0.6;

/** A longer line is compared by its first tokens only. */
const MOST_TOKENS = 60;

/** A line taken apart. */
type ReadLine = {
  readonly tokens: readonly string[];
  /** A number for each of the tokens, in their order, and in the order of the numbers. */
  readonly ids: Uint32Array;
  readonly sortedIds: Uint32Array;
};

/** Takes each line apart once, however many others it is compared with. */
export class LineReader {
  readonly #lines = new Map<string, ReadLine>();
  readonly #ids = new Map<string, number>();

  read(line: string): ReadLine {
    const known = this.#lines.get(line);
    if (known) return known;
    const tokens = tokensOf(line);
    const ids = Uint32Array.from(tokens, (token) => this.#idOf(token));
    const read = { tokens, ids, sortedIds: ids.toSorted() };
    this.#lines.set(line, read);
    return read;
  }

  #idOf(token: string): number {
    const id = this.#ids.get(token) ?? this.#ids.size;
    this.#ids.set(token, id);
    return id;
  }
}

/** How alike two lines without indentation are, 0 to 1; 0 when they are not the same line at all. */
export function similarity(a: string, b: string, reader = new LineReader()): number {
  if (a === b) return 1;
  if (isComment(a) !== isComment(b)) return 0;
  const left = reader.read(a);
  const right = reader.read(b);
  const longest = Math.max(left.ids.length, right.ids.length);
  if (longest === 0 || Math.min(left.ids.length, right.ids.length) / longest < LEAST_SIMILARITY / 2) return 0;
  const total = left.ids.length + right.ids.length;
  if ((2 * commonIds(left.sortedIds, right.sortedIds)) / total < LEAST_SIMILARITY) return 0;
  const share = (2 * sharedIds(left.ids, right.ids)) / total;
  return share >= LEAST_SIMILARITY ? share : 0;
}

/** What a line says about where it stands: code most, a brace little, a comment next to nothing. */
export function weightOf(line: string): number {
  if (line === "") return 0;
  if (isComment(line)) return 0.1;
  return hasWords(line) ? 1 : 0.25;
}

export function hasWords(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

/** Whether a line without indentation is a comment in most languages; directives and attributes are code. */
export function isComment(line: string): boolean {
  return /^(?:\/\/|\/\*|\*(?:[\s/]|$)|<!--|--(?:\s|$)|#(?:\s|$))/.test(line);
}

function tokensOf(line: string): readonly string[] {
  return (line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []).slice(0, MOST_TOKENS);
}

/** How many tokens both have, in any order: never fewer than in the same order, and soon counted. */
function commonIds(left: Uint32Array, right: Uint32Array): number {
  let common = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length;) {
    const difference = (left[at] ?? 0) - (right[other] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) at++;
    if (difference >= 0) other++;
  }
  return common;
}

/** Length of the longest common subsequence. */
function sharedIds(left: Uint32Array, right: Uint32Array): number {
  // In front of each token of `right`, and at its end; at most as long as a line is compared.
  const row = new Uint8Array(right.length + 1);
  for (const id of left) {
    let diagonal = 0;
    let before = 0;
    for (let index = 1; index <= right.length; index++) {
      const above = row[index] ?? 0;
      if (id === right[index - 1]) before = diagonal + 1;
      else if (above > before) before = above;
      row[index] = before;
      diagonal = above;
    }
  }
  return row[right.length] ?? 0;
}

/** Below this share of common tokens two lines are different lines, not one line remembered wrongly. */
const LEAST_SIMILARITY = 0.6;

/** A longer line is compared by its first tokens only. */
const MOST_TOKENS = 60;

/** How alike two lines without indentation are, 0 to 1; 0 when they are not the same line at all. */
export function similarity(a: string, b: string, tokens: (line: string) => readonly string[] = tokensOf): number {
  if (a === b) return 1;
  if (isComment(a) !== isComment(b)) return 0;
  const left = tokens(a);
  const right = tokens(b);
  const longest = Math.max(left.length, right.length);
  if (longest === 0 || Math.min(left.length, right.length) / longest < LEAST_SIMILARITY / 2) return 0;
  const total = left.length + right.length;
  if ((2 * commonTokens(left, right)) / total < LEAST_SIMILARITY) return 0;
  const share = (2 * sharedTokens(left, right)) / total;
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

export function tokensOf(line: string): readonly string[] {
  return (line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []).slice(0, MOST_TOKENS);
}

/** How many tokens both have, in any order: never fewer than in the same order, and soon counted. */
function commonTokens(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const token of left) counts.set(token, (counts.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of right) {
    const count = counts.get(token) ?? 0;
    if (count > 0) common++;
    counts.set(token, count - 1);
  }
  return common;
}

/** Length of the longest common subsequence. */
function sharedTokens(left: readonly string[], right: readonly string[]): number {
  // In front of each token of `right`, and at its end; at most as long as a line is compared.
  const row = new Uint8Array(right.length + 1);
  for (const token of left) {
    let diagonal = 0;
    for (let index = 1; index <= right.length; index++) {
      const above = row[index] ?? 0;
      row[index] = token === right[index - 1] ? diagonal + 1 : Math.max(above, row[index - 1] ?? 0);
      diagonal = above;
    }
  }
  return row[right.length] ?? 0;
}

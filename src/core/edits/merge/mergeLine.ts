/**
 * One line with the changes of both sides, where that is certain: each side changed one stretch of it, and code that
 * neither touched stands between the two. Otherwise undefined.
 */
export function mergeLine(base: string, mine: string, theirs: string): string | undefined {
  const tokens = tokensOf(base);
  const one = spanOf(tokens, tokensOf(mine));
  const other = spanOf(tokens, tokensOf(theirs));
  const [first, second] = one.from < other.from ? [one, other] : [other, one];
  const between = tokens.slice(first.to, Math.max(first.to, second.from));
  if (between.join("").trim() === "") return undefined;
  return [
    ...tokens.slice(0, first.start),
    ...first.tokens,
    ...tokens.slice(first.end, second.start),
    ...second.tokens,
    ...tokens.slice(second.end),
  ].join("");
}

/** The tokens `start` to `end` (exclusive) that become others. */
type Span = {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly string[];
  /** All that it may be: of two equal tokens in a row either can be the new one. */
  readonly from: number;
  readonly to: number;
};

function spanOf(base: readonly string[], changed: readonly string[]): Span {
  const shorter = Math.min(base.length, changed.length);
  let head = 0;
  while (head < shorter && base[head] === changed[head]) head++;
  let tail = 0;
  while (tail < shorter && base.at(-1 - tail) === changed.at(-1 - tail)) tail++;
  const from = Math.min(head, shorter - tail);
  const rest = Math.min(tail, shorter - head);
  return {
    start: head,
    end: base.length - rest,
    tokens: changed.slice(head, changed.length - rest),
    from,
    to: base.length - rest,
  };
}

/** Words, stretches of white space, and every other character by itself; nothing that is seen as one is cut. */
function tokensOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}\p{M}_]+|\s+|\P{M}\p{M}*|\p{M}/gu) ?? [];
}

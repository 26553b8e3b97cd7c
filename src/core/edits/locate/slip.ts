/** Shorter words differ by a letter because they are others. */
const LEAST_LENGTH = 4;
const LEAST_LENGTH_OF_OTHER_LETTERS = 5;

/** Whether two lines, as tokens, are the same but for a slip in one word. */
export function differByASlip(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const only = left.findIndex((token, index) => token !== right[index]);
  if (only === -1 || left.findLastIndex((token, index) => token !== right[index]) > only) return false;
  return isSlip(left[only] ?? "", right[only] ?? "");
}

/**
 * Whether a word was misspelled: within it a letter is missing, too many, another one, or has changed its place with
 * the next. One more at the end of a part, as of `users` in `usersById`, makes another word of many.
 */
export function isSlip(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let start = 0;
  while (start < shorter.length && shorter[start] === longer[start]) start++;
  let end = 0;
  while (end < shorter.length - start && shorter.at(-1 - end) === longer.at(-1 - end)) end++;
  if (start === 0 || end === 0) return false;
  const [less = "", more = ""] = [shorter, longer].map((word) => word.slice(start, word.length - end));
  if (!/^\p{L}*$/u.test(less + more)) return false;
  const isWithin = /^\p{Ll}/u.test(longer.slice(longer.length - end));
  if (less === "") return more.length === 1 && longer.length >= LEAST_LENGTH && (isWithin || !/[drs]/i.test(more));
  const isOther = less.length === 1 && more.length === 1;
  const isSwapped = less.length === 2 && less[0] === more[1] && less[1] === more[0];
  return (isOther || isSwapped) && longer.length >= LEAST_LENGTH_OF_OTHER_LETTERS;
}

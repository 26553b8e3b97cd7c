/** So many letters and digits are not repeated by chance. */
const CERTAIN_LENGTH = 8;
/** So many letters are not repeated by chance where a line starts again. */
const CERTAIN_LINE_LENGTH = 3;

const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
const CLOSING_LINE = /^[ \t]{2,}[)\]}>;,]+$/;
const WORD = /^\p{L}{4,}$/u;
const BEGUN_FENCE = /^ *((?:`+|~+)[^\s`]*)$/;
const FENCE = /^(?:`{3,}|~{3,})/;

/**
 * How many characters at the beginning of `next` repeat the end of `partial`; 0 when it goes on without repeating.
 * Undefined as long as `next` could still turn out to repeat, which is never so when `next` is `whole`.
 *
 * The longest overlap that is no accident counts:
 * - one with {@link CERTAIN_LENGTH} letters and digits,
 * - one that starts where a line of `partial` starts, when the last line is not finished: it was started again,
 * - the beginning of a word that is started again,
 * - and never one that `partial` has twice in a row, or that is itself a text twice in a row: such are meant to repeat.
 */
export function repeatedLength(partial: string, next: string, whole: boolean): number | undefined {
  if (!whole && partial.includes(next)) return undefined;
  const overlap = overlaps(partial, next).find(
    ({ length, period }) => period * 2 > length && isRepetition(partial, next, length),
  );
  return overlap?.length ?? 0;
}

/**
 * How many characters `next` repeats when `partial` ends in the line of a fence, which is then written again as a whole.
 * Undefined and 0 as in {@link repeatedLength}.
 */
export function repeatedFence(partial: string, next: string, whole: boolean): number | undefined {
  const begun = BEGUN_FENCE.exec(lastLine(partial))?.[1];
  if (begun === undefined) return 0;
  if (!whole && (begun.startsWith(next) || /^(?:`+|~+)$/.test(next))) return undefined;
  return next.startsWith(begun) && FENCE.test(next) ? begun.length : 0;
}

function isRepetition(partial: string, next: string, length: number): boolean {
  const repeated = next.slice(0, length);
  if (partial.includes(repeated + repeated)) return false;
  return (
    count(repeated, /[\p{L}\p{N}_]/gu) >= CERTAIN_LENGTH ||
    isLineAgain(partial, repeated) ||
    (WORD.test(repeated) && !endsInWord(partial.slice(0, -length)) && /^\p{L}/u.test(next.slice(length)))
  );
}

function isLineAgain(partial: string, repeated: string): boolean {
  const line = lastLine(partial);
  if (line.trim() === "") return false;
  if (repeated === line && CLOSING_LINE.test(line)) return true;
  const before = partial.slice(0, partial.length - repeated.length);
  return lastLine(before).trim() === "" && count(repeated, /\p{L}/gu) >= CERTAIN_LINE_LENGTH;
}

/** A text that `next` begins with and `partial` ends with; it repeats itself every `period` characters. */
type Overlap = { readonly length: number; readonly period: number };

/** Longest first. Found as by Knuth, Morris and Pratt, in a time that grows with the length only. */
function overlaps(partial: string, next: string): readonly Overlap[] {
  const pattern = next.slice(0, partial.length);
  /** For each length of the pattern's beginning, minus one: how much of it is also its end. */
  const borders = new Uint32Array(pattern.length);
  const grow = (length: number, character: string): number => {
    let longest = length;
    while (longest > 0 && pattern.charAt(longest) !== character) longest = borders[longest - 1] ?? 0;
    return pattern.charAt(longest) === character ? longest + 1 : 0;
  };
  for (let index = 1; index < pattern.length; index++) {
    borders[index] = grow(borders[index - 1] ?? 0, pattern.charAt(index));
  }
  let length = 0;
  for (let index = partial.length - pattern.length; index < partial.length; index++) {
    length = grow(length, partial.charAt(index));
  }
  const found: Overlap[] = [];
  while (length > 0) {
    const border = borders[length - 1] ?? 0;
    found.push({ length, period: length - border });
    length = border;
  }
  return found;
}

function endsInWord(text: string): boolean {
  return WORD_CHARACTER.test(text.slice(-1));
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

function count(text: string, character: RegExp): number {
  return text.match(character)?.length ?? 0;
}

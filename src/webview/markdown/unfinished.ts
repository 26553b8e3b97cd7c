import remend, { type RemendOptions } from "remend";

/** An unfinished last line that may become a fence: what follows its marker decides what it is. */
const POSSIBLE_FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:`{1,2}|~{1,2}|`{3,}[^`\n]*|~{3,}[^\n]*)$/;

const REPAIRS: RemendOptions = {
  linkMode: "text-only",
  // These would show something else than the finished text does.
  comparisonOperators: false,
  htmlTags: false,
  katex: false,
  singleTilde: false,
};

/** A longer block is not searched for what is open in it, in UTF-16 units. */
const LONGEST_REPAIR = 10_000;

/** Leaves out a last line that may become a fence, so that neither a marker nor half a language name shows. */
export function withoutPossibleFence(source: string): string {
  const lastLine = source.lastIndexOf("\n") + 1;
  return source.slice(0, lastLine) + source.slice(lastLine).replace(POSSIBLE_FENCE, "");
}

/** Closes what is open at the end of a growing paragraph, such as `**bold`. Not for text that ends inside a fence. */
export function repair(source: string): string {
  return source.length > LONGEST_REPAIR ? source : remend(source, REPAIRS);
}

import { splitLines } from "./lines.ts";

const PARTS =
  "code|lines?|file|functions?|class(?:es)?|methods?|implementations?|module|body|content|contents|logic|imports?|props|" +
  "properties|fields|cases|tests?|styles|rules|component|definitions?|declarations?|everything|script|program|it";
const ENDING =
  "is|are|remains?|stays?|here|goes|as|before|above|below|unchanged|the|same|omitted|for|brevity|of|this|your|in";

/** A whole comment that can only stand for left-out code. */
const PHRASES = [
  `(?:the )?(?:rest|remainder) of (?:the |your |this )?(?:\\w+ )?(?:${PARTS})`,
  `(?:the )?(?:existing|previous|original|other|remaining|unchanged|current) (?:\\w+ )?(?:${PARTS})`,
  `(?:all )?(?:the )?(?:code|everything|all) (?:else|above|below|before)`,
  `(?:the )?(?:${PARTS}) (?:is |are )?(?:remains?|stays?|unchanged|omitted)`,
  "unchanged|no changes?|omitted|snip(?:ped)?|etc",
  "same as (?:before|above|the original|original)",
];
const WHOLE = new RegExp(`^(?:keep |add |insert |see |with )?(?:${PHRASES.join("|")})(?: (?:${ENDING}))*$`);

/** After an ellipsis these words give a comment away. */
const KEYWORD =
  /\b(?:existing|rest|remaining|remainder|unchanged|previous|omitted|other|same|original|as before|no changes?)\b/;
const ELLIPSIS = /\.{3,}|…/g;
const STARTS_WITH_ELLIPSIS = /^[\s([{<"'`*-]*(?:\.{3,}|…)/;

/** A line that is one comment, in the styles of nearly all languages; the group is the comment's text. */
const WHOLE_LINE =
  /^(?:\/\/+|#(?!#)|--+(?=[\s.…])|;+|%+|\{?\/\*+|<!--+|\(\*|\{-|'(?!.*')|REM\s)\s*(.*?)\s*(?:\*+\/\}?|--+>|\*\)|-\})?$/i;
/** Comments inside or at the end of a line; one of the groups is the comment's text. */
const INLINE = /\/\*(.*?)\*\/|<!--(.*?)-->|\s(?:\/\/|#|--)\s*(.*)$/g;

/**
 * The first line of `code` that stands for code which the model left out, such as `// ... existing code ...`;
 * undefined when there is none. A line that `original` has too is the person's own and does not count.
 */
export function findElision(code: string, original: string): string | undefined {
  const own = new Set(splitLines(original).map((line) => line.trim()));
  return splitLines(code)
    .map((line) => line.trim())
    .find((line) => line !== "" && !own.has(line) && commentsOf(line).some(standsForCode));
}

function commentsOf(line: string): readonly string[] {
  const whole = WHOLE_LINE.exec(line)?.[1];
  if (whole !== undefined) return [whole.toLowerCase()];
  return Array.from(line.matchAll(INLINE), ([, block, markup, rest]) => block ?? markup ?? rest ?? "")
    .filter((text) => /\.{3,}|…/.test(text))
    .map((text) => text.toLowerCase());
}

function standsForCode(comment: string): boolean {
  const words = comment
    .replace(ELLIPSIS, " ")
    .replace(/[()[\]{}<>"'`.,:;!*=_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (WHOLE.test(words)) return true;
  return STARTS_WITH_ELLIPSIS.test(comment) && (words === "" || (KEYWORD.test(words) && words.split(" ").length <= 10));
}

import { splitLines } from "./lines.ts";

const PARTS =
  "code|lines?|file|functions?|class(?:es)?|methods?|implementations?|module|body|contents?|logic|imports?|props|" +
  "properties|fields|cases|tests?|styles|rules|component|definitions?|declarations?|everything|script|program|it";
const ENDING =
  "(?: (?:is|are|remains?|stays?|here|goes|as|before|above|below|unchanged|the|same|omitted|for|brevity|of|this|your|in))";

/** A whole comment that can only stand for left-out code. A heading such as “Other functions” is none. */
const PHRASES = [
  `(?:the )?(?:rest|remainder) of (?:the |your |this )?(?:\\w+ )?(?:${PARTS})${ENDING}*`,
  `(?:the )?(?:existing|previous|original|unchanged) (?:code|implementation|logic|contents?)${ENDING}*`,
  `(?:the )?(?:existing|previous|original|other|remaining|unchanged|current) (?:\\w+ )?(?:${PARTS})${ENDING}+`,
  `(?:all )?(?:the )?(?:code|everything|all) (?:else|above|below|before)${ENDING}+`,
  `(?:the )?(?:${PARTS}) (?:is |are )?(?:remains?|stays?|unchanged|omitted)${ENDING}*`,
  `(?:unchanged|no changes?|omitted|snip(?:ped)?)${ENDING}*`,
  `same as (?:before|above|the original|original)${ENDING}*`,
  `keep (?:the )?(?:rest|existing|everything|remaining|other|all)(?: \\w+){0,4}`,
];
const WHOLE = new RegExp(`^(?:keep |add |insert |see |with )?(?:${PHRASES.join("|")})$`);

/** After an ellipsis these words give a comment away. */
const KEYWORD =
  /\b(?:existing|rest|remaining|remainder|unchanged|previous|omitted|other|same|original|as before|no changes?|code|imports?|methods?|functions?|implementation|keep|kept|more|lines|above|below)\b/;
const ELLIPSIS = /\.{3,}|\u2026/g;
const STARTS_WITH_ELLIPSIS = /^[\s([{<"'`*-]*(?:\.{3,}|\u2026)/;
const ENDS_WITH_ELLIPSIS = /(?:\.{3,}|\u2026)[\s)\]}>"'`*-]*$/;

/** A line that is one comment, in the styles of nearly all languages; the group is the comment's text. */
const WHOLE_LINE =
  /^(?:\/\/+|#(?!#)|--\[\[|--+(?=[\s.\u2026[(])|;+|%+|\{?\/\*+|<!--+|<%(?:--|#)|\{#|\{\{!(?:--)?|@\*|\(\*|\{-|'(?!.*')|\.\.(?=\s)|REM\s)\s*(.*?)\s*(?:\*+\/\}?|--+>|(?:--)?%>|#\}|(?:--)?\}\}|\*@|\]\]|\*\)|-\})?$/i;
/** An ellipsis that is no comment; no language but Python and its kin has it as code. */
const BARE_LINE = /^[([<]?\s*(?:\.{3,}|\u2026|(?:\. ){2,}\.|\u22EE)\s*[)\]>]?[,;]?$/;
/** Python's empty body, with the comment behind it. */
const PASS = /^(?:pass|\.\.\.)\s+(?=#)/;
/** A body with nothing but an ellipsis. */
const EMPTY_BODY = /[{(]\s*\/\*\s*(?:\.{3,}|\u2026)\s*\*\/\s*[})]/;
/** Comments inside or at the end of a line; one of the groups is the comment's text. */
const INLINE = /\/\*(.*?)\*\/|<!--(.*?)-->|\s(?:\/\/|#|--)\s*(.*)$/g;

/**
 * The first line of `code` that stands for code which the model left out, such as `// ... existing code ...`;
 * undefined when there is none. A line that `original` has too is the person's own and does not count.
 */
export function findElision(code: string, original: string): string | undefined {
  const own = original === "" ? new Set<string>() : new Set(splitLines(original).map((line) => line.trim()));
  return splitLines(code)
    .map((line) => line.trim())
    .find((line) => MAYBE.test(line) && !own.has(line) && isElision(line));
}

/** Whether it is worth asking; most lines are sorted out by it, and soon. */
export function mayElide(line: string): boolean {
  return MAYBE.test(line);
}

/** Whether all that a line says is that code was left out here, and what can be put back is not in it. */
export function isElisionLine(line: string): boolean {
  if (!MAYBE.test(line)) return false;
  const text = withMarks(line.trim()).replace(PASS, "");
  if (BARE_LINE.test(text)) return true;
  const comment = WHOLE_LINE.exec(text)?.[1]?.toLowerCase();
  return comment !== undefined && (WHOLE.test(wordsOf(comment)) || isEllipsis(comment, true));
}

/** What every comment for left-out code has. */
const MAYBE =
  /\.\.|\u2026|\u22EE|\. \.|existing|previous|original|unchanged|rest|remain|current|everything|all|else|same|stays|omitted|snip|keep|no change|code|other/i;

/** An answer may write `&lt;!--` for what begins a comment. */
function withMarks(line: string): string {
  return line.includes("&") ? line.replaceAll("&lt;", "<").replaceAll("&gt;", ">") : line;
}

function isElision(line: string): boolean {
  const comment = WHOLE_LINE.exec(line)?.[1]?.toLowerCase();
  if (comment !== undefined) return WHOLE.test(wordsOf(comment)) || isEllipsis(comment, true);
  // Inside a block comment it is an example.
  if (EMPTY_BODY.test(line)) return !line.startsWith("*");
  return Array.from(line.matchAll(INLINE), ([, block, markup, rest]) => block ?? markup ?? rest ?? "").some((text) =>
    isEllipsis(text.toLowerCase(), false),
  );
}

/** Whether a comment begins with an ellipsis for code; an ellipsis alone says so only on a line of its own. */
function isEllipsis(comment: string, isWholeLine: boolean): boolean {
  if (!STARTS_WITH_ELLIPSIS.test(comment)) return false;
  const words = wordsOf(comment);
  if (words === "") return isWholeLine;
  const isFramed = isWholeLine && ENDS_WITH_ELLIPSIS.test(comment);
  return (isFramed || KEYWORD.test(words)) && words.split(" ").length <= 10;
}

function wordsOf(comment: string): string {
  return comment
    .replace(ELLIPSIS, " ")
    .replace(/[()[\]{}<>"'`.,:;!*=_-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

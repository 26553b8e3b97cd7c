import { untranslated, type Translate } from "../../src/shared/l10n.ts";

/**
 * A language that nobody speaks: English between brackets, with accents, and about 40 % longer, as German is. What has
 * no brackets was not translated; what has two pairs side by side was put together from pieces.
 */
export function toPseudo(message: string): string {
  const parts = message.split(KEPT);
  return `⟦${parts.map((part, index) => (index % 2 === 1 ? part : lengthen(part))).join("")}⟧`;
}

/** Translates into the language that nobody speaks. */
export const pseudo: Translate = (message, ...args) => untranslated(toPseudo(message), ...args);

/** What is the same in every language: places, code, commands of links, icons, addresses, settings. */
const KEPT = /(\{\w+\}|`[^`]*`|\]\([^)]*\)|\$\([\w-]+\)|https?:\/\/\S+|askChatGPT\.[\w.]+)/;

const LONGER: Readonly<Record<string, string>> = { a: "áá", e: "éé", i: "íí", o: "óó", u: "úú", n: "ññ" };

function lengthen(text: string): string {
  return text.replace(/[aeioun]/g, (letter) => LONGER[letter] ?? letter);
}

/**
 * What is wrong with a text that was drawn in the language that nobody speaks; undefined when nothing is.
 * Translated texts may stand in a list, with a dot or a line break between them, and hold one another.
 *
 * @param isData whether a text is not ours: the person's, the model's, a name
 */
export function faultOf(text: string, isData: (text: string) => boolean): string | undefined {
  const entries = withoutTranslated(text).split(/\s*(?:·|\n)\s*/);
  if (entries.some((entry) => entry !== HOLE && entry.includes(HOLE))) return "put together";
  const isOurs = (entry: string): boolean => /\p{L}/u.test(entry) && !isData(entry);
  return entries.some((entry) => entry !== HOLE && isOurs(entry)) ? "not translated" : undefined;
}

const HOLE = "⟦⟧";

/** Puts an empty pair of brackets for each outermost one. */
function withoutTranslated(text: string): string {
  let rest = "";
  let depth = 0;
  for (const character of text.trim()) {
    if (character === "⟧") depth--;
    if (depth === 0) rest += character;
    if (character === "⟦") depth++;
  }
  return rest;
}

import type { Random } from "../random.ts";

const slashes = ["// ", ""] as const;
const hash = ["# ", ""] as const;
const stars = ["/* ", " */"] as const;
const markup = ["<!-- ", " -->"] as const;
const dashes = ["-- ", ""] as const;

const byLanguage: Readonly<Record<string, readonly [string, string]>> = {
  cmake: hash,
  css: stars,
  html: markup,
  markdown: markup,
  powershell: hash,
  properties: hash,
  python: hash,
  ruby: hash,
  sass: slashes,
  shellscript: hash,
  svelte: markup,
  toml: hash,
  vue: markup,
  xml: markup,
  yaml: hash,
};

const phrases = [
  "... existing code ...",
  "... rest of the code ...",
  "... (rest of the file remains unchanged) ...",
  "existing code",
  "...",
  "rest of the code remains the same",
  "\u2026 unchanged \u2026",
];

/** A comment that stands for left-out lines, in the language's own syntax. */
export function elisionComment(languageId: string, random: Random): string {
  const [open, close] = byLanguage[languageId] ?? slashes;
  return open + random.pick(phrases) + close;
}

/** The same in the syntax of another language. */
export function foreignElisionComment(languageId: string, random: Random): string {
  const own = byLanguage[languageId] ?? slashes;
  const [open, close] = random.pick([slashes, hash, stars, markup, dashes].filter((each) => each !== own));
  // Without dots, a heading of one language could be a comment of another.
  return `${open}${random.pick(["... existing code ...", "... rest of the code ..."])}${close}`;
}

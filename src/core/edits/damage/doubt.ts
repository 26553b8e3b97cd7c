import type { LinePair, TextRepair } from "./textRepair.ts";
import type { TextDamage } from "./textDamage.ts";

const CURLY = /[\u2018-\u201F]/;
const STRAIGHT = /["']/;
const ENTITY = /&(?:lt|gt|amp|quot|apos|nbsp|#\d{2,}|#[xX][\dA-Fa-f]{2,});/;
const RAW_MARKUP = /[<>]|&(?!\w+;|#\w+;)/;
const ODD_SPACE = /[\u00A0\u2000-\u200A\u202F]/;
/** Joiners belong to emoji and to many scripts. */
const ZERO_WIDTH = /[\u200B\u2060\uFEFF\u00AD]|(?<=[\u0020-\u007E])[\u200C\u200D]/;
const BACKSLASHES = /\\+/g;
/** An ellipsis where code has three dots: in front of a name, behind a bracket. */
const SPREAD = /[([{,]\s*\u2026\s*[\w$[({]/;

/** What a damage leaves in a line, and what it would have changed in any line. */
const traces: readonly {
  readonly damage: TextDamage;
  readonly isIn: (line: string) => boolean;
  readonly isExcluded: (line: string) => boolean;
}[] = [
  {
    damage: "html-entities",
    isIn: (line) => ENTITY.test(line),
    isExcluded: (line) => RAW_MARKUP.test(line.replaceAll(new RegExp(ENTITY, "g"), "")),
  },
  {
    damage: "curly-quotes",
    isIn: (line) => CURLY.test(line),
    isExcluded: (line) => STRAIGHT.test(line) && !CURLY.test(line),
  },
  { damage: "ellipses", isIn: (line) => SPREAD.test(line), isExcluded: (line) => line.includes("...") },
  { damage: "odd-spaces", isIn: (line) => ODD_SPACE.test(line), isExcluded: (line) => / /.test(line) },
  { damage: "zero-width", isIn: (line) => ZERO_WIDTH.test(line), isExcluded: () => false },
  {
    damage: "escaped-backslashes",
    isIn: (line) => line.includes("\\"),
    isExcluded: (line) => (line.match(BACKSLASHES) ?? []).some((run) => run.length % 2 === 1),
  },
];

/** Where typographic quotes are a damage, so are perhaps the dashes and ellipses that come with them. */
const alongWithQuotes: typeof traces = [
  { damage: "ellipses", isIn: (line) => line.includes("\u2026"), isExcluded: (line) => line.includes("...") },
  {
    damage: "dashes",
    isIn: (line) => /[\u2012-\u2015]/.test(line),
    isExcluded: (line) => / --? |\w--|--\w/.test(line),
  },
];

/**
 * A damage that new lines may have suffered and that nothing proves or excludes: neither an unchanged line in which it
 * would show, nor any line of the answer that it would have changed.
 */
export function doubtAbout(
  newLines: readonly string[],
  answer: readonly string[],
  pairs: readonly LinePair[],
  repair: TextRepair,
): TextDamage | undefined {
  const possible = repair.damages.includes("curly-quotes") ? [...traces, ...alongWithQuotes] : traces;
  return possible.find(
    ({ damage, isIn, isExcluded }) =>
      newLines.some(isIn) &&
      !repair.damages.includes(damage) &&
      !pairs.some(({ given, own }) => isIn(given) && isIn(own)) &&
      !answer.some(isExcluded),
  )?.damage;
}

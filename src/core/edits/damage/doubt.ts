import { isComment } from "../locate/similarity.ts";
import type { LinePair, TextRepair } from "./textRepair.ts";
import type { TextDamage } from "./textDamage.ts";

const CURLY = /[\u2018-\u201F]/;
const STRAIGHT = /["']/;
/** Of what code is made of; others are the file's own words. */
const ENTITY = /&(?:lt|gt|amp|quot|apos|#0*(?:34|38|39|60|62|96)|#[xX]0*(?:2[267fF]|3[cCeE]|60));/;
const RAW_MARKUP = /[<>]|&(?!\w+;|#\w+;)/;
const ODD_SPACE = /[\u00A0\u2000-\u200A\u202F]/;
/** Joiners belong to emoji and to many scripts. */
const ZERO_WIDTH = /[\u200B\u2060\uFEFF\u00AD]|(?<=[\u0020-\u007E])[\u200C\u200D]/;
const BACKSLASHES = /\\+/g;
/** An ellipsis where code has three dots: in front of a name, behind a bracket. */
const SPREAD = /[([{,]\s*\u2026\s*[\w$[({]/;

/** A string where code has one. */
const CURLY_STRING = /[([{=+?|&]\s?[\u2018\u201C][^\u2018-\u201F"'`]*[\u2019\u201D]/;
const OPERATOR = /&amp;&amp;|=&gt;|-&gt;| &[lg]t;=? |[([{=,]\s?(?:&quot;|&#39;|&apos;)/;
/** With half the backslashes the string would not end. */
const BACKSLASH_STRING = /(["'`])\\\\\1/;
/** A regular expression that looks for a backslash in front of a letter. */
const EXPRESSION = /(?:^|[(=,:[]\s?)\/(?=\S)[^/]*\\\\[bBdDsSwW.]/;
const STRING = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/g;

type Trace = {
  readonly damage: TextDamage;
  /** Whether the line has something that the damage may have left. */
  readonly isIn: (line: string) => boolean;
  /** Whether it has something that the damage would have changed. */
  readonly isExcluded: (line: string) => boolean;
  /** Whether no program has such a line. */
  readonly isCertain?: (line: string) => boolean;
};

const traces: readonly Trace[] = [
  {
    damage: "html-entities",
    isIn: (line) => ENTITY.test(line),
    isExcluded: (line) => RAW_MARKUP.test(line.replaceAll(new RegExp(ENTITY, "g"), "")),
    isCertain: (line) => OPERATOR.test(line.replaceAll(STRING, "")),
  },
  {
    damage: "curly-quotes",
    isIn: (line) => CURLY.test(line),
    isExcluded: (line) => STRAIGHT.test(line) && !CURLY.test(line),
    isCertain: (line) => CURLY_STRING.test(line) && !isComment(line.trim()),
  },
  { damage: "ellipses", isIn: (line) => SPREAD.test(line), isExcluded: (line) => line.includes("...") },
  { damage: "odd-spaces", isIn: (line) => ODD_SPACE.test(line), isExcluded: (line) => / /.test(line) },
  { damage: "zero-width", isIn: (line) => ZERO_WIDTH.test(line), isExcluded: () => false },
  {
    damage: "escaped-backslashes",
    isIn: (line) => line.includes("\\"),
    isExcluded: (line) =>
      BACKSLASH_STRING.test(line) || (line.match(BACKSLASHES) ?? []).some((run) => run.length % 2 === 1),
    isCertain: (line) => EXPRESSION.test(line),
  },
];

/** Where typographic quotes are a damage, so are perhaps the dashes and ellipses that come with them. */
const alongWithQuotes: readonly Trace[] = [
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
  { damages }: TextRepair,
): TextDamage | undefined {
  const possible = damages.includes("curly-quotes") ? [...traces, ...alongWithQuotes] : traces;
  return possible.find(
    (trace) => newLines.some(trace.isIn) && !damages.includes(trace.damage) && isPossible(trace, answer, pairs),
  )?.damage;
}

/** The damages that lines of an answer show by themselves, where the file has nothing of the kind. */
export function evidentDamages(
  answer: readonly string[],
  pairs: readonly LinePair[],
  { damages }: TextRepair,
  file: string,
): readonly TextDamage[] {
  return traces
    .filter(
      (trace) =>
        !damages.includes(trace.damage) &&
        answer.some((line) => trace.isCertain?.(line)) &&
        isPossible(trace, answer, pairs) &&
        !trace.isIn(file),
    )
    .map(({ damage }) => damage);
}

function isPossible({ isIn, isExcluded }: Trace, answer: readonly string[], pairs: readonly LinePair[]): boolean {
  const damaged = pairs.filter(({ given }) => isIn(given));
  // Where some lines show it and others do not, it is neither proven nor excluded.
  if (damaged.some(({ own }) => !isIn(own))) return true;
  return damaged.length === 0 && !answer.some(isExcluded);
}

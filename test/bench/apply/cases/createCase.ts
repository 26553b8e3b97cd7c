import type { Change, Pair } from "../corpus/pair.ts";
import { Random } from "../random.ts";
import type { Case } from "./case.ts";
import { createEdit } from "./createEdit.ts";
import type { Draft } from "./createEdit.ts";
import { damages } from "./damages.ts";
import { isPieceFormat } from "./formats.ts";
import type { Format } from "./formats.ts";
import { traps } from "./mustNotEdit.ts";
import { siteOf } from "./site.ts";
import type { Site } from "./site.ts";

/** The corpus by language; a language with many files gets a greater share, but not as much greater. */
export type Corpus = {
  readonly byLanguage: ReadonlyMap<string, readonly Pair[]>;
  /** Languages to pick from, each as often as its share says. */
  readonly shares: readonly string[];
};

export function corpusOf(pairs: readonly Pair[]): Corpus {
  const byLanguage = Map.groupBy(pairs, ({ languageId }) => languageId);
  const shares = [...byLanguage].flatMap(([language, some]) =>
    Array<string>(Math.ceil(Math.sqrt(some.length))).fill(language),
  );
  return { byLanguage, shares };
}

type Recipe = (site: Site, random: Random, other: Pair) => Draft | undefined;

const recipes: readonly { readonly format: Format; readonly make: Recipe }[] = [
  ...damages.flatMap((damage) =>
    damage.formats.map((format) => ({
      format,
      make: (site: Site, random: Random) => createEdit(site, format, damage, random),
    })),
  ),
  ...traps.flatMap((trap) =>
    trap.formats.map((format) => ({
      format,
      make: (site: Site, random: Random, other: Pair) => trap.create(site, format, random, other),
    })),
  ),
];

const TRIES = 150;
/** Longer files are hardly ever answered as a whole. */
const LONGEST_WHOLE = 1500;

/**
 * Case number `index` of a run, always the same for the same seed and corpus. All formats and kinds of damage take
 * turns; where no file is found that suits the turn, the next one steps in.
 * @throws when the corpus holds nothing that suits any
 */
export function createCase(index: number, seed: number, corpus: Corpus): Case {
  const random = new Random(seed, index);
  for (let turn = index; turn < index + recipes.length; turn++) {
    const recipe = recipes[turn % recipes.length];
    if (!recipe) continue;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const pairs = corpus.byLanguage.get(random.pick(corpus.shares)) ?? [];
      const site = chosenSite(random.pick(pairs), recipe.format, random);
      const draft = site && recipe.make(site, random, random.pick(pairs));
      if (draft) return { id: `${seed}-${index}`, ...draft };
    }
  }
  throw new Error("No file of the corpus suits any case.");
}

/** One change of a file, or a few that follow each other where an answer can hold several. */
function chosenSite(pair: Pair, format: Format, random: Random): Site | undefined {
  const { changes, lines } = pair;
  if (format === "whole-file" && lines.length > LONGEST_WHOLE) return undefined;
  if (format === "whole-file" && random.chance(0.5)) {
    return changes.every((change) => isSensible(change, lines)) ? siteOf(pair, changes) : undefined;
  }
  const several = isPieceFormat(format) || format === "whole-file" || format === "elision";
  const count = several && random.chance(0.35) ? random.between(2, 4) : 1;
  const first = random.below(changes.length);
  const chosen = changes.slice(first, first + count);
  return chosen.every((change) => isSensible(change, lines)) ? siteOf(pair, chosen) : undefined;
}

/** Not too long, and more than spaces at the ends of lines: whether those are meant is not certain. */
function isSensible({ start, end, lines: added }: Change, lines: readonly string[]): boolean {
  const bare = (some: readonly string[]): string => some.map((line) => line.trimEnd()).join("\n");
  return end - start <= 40 && added.length <= 60 && bare(lines.slice(start, end)) !== bare(added);
}

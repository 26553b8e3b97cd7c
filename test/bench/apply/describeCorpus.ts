import type { Pair } from "./corpus/pair.ts";
import { toTable } from "./toTable.ts";

/** What the corpus holds, as Markdown. */
export function describeCorpus(pairs: readonly Pair[]): string {
  const byLanguage = [...Map.groupBy(pairs, ({ languageId }) => languageId)].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return toTable(
    ["language", "packages", "files", "changes", "files of 2,000 lines and more"],
    [...byLanguage, ["all", pairs] satisfies [string, readonly Pair[]]].map(
      ([language, some]: readonly [string, readonly Pair[]]) => [
        language,
        String(new Set(some.map((pair) => pair.package)).size),
        String(some.length),
        String(some.reduce((sum, { changes }) => sum + changes.length, 0)),
        String(some.filter(({ lines }) => lines.length >= 2000).length),
      ],
    ),
  );
}

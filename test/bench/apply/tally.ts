import type { FileOutcome } from "../../../src/core/edits/answer/fileAnswer.ts";
import type { Case } from "./cases/case.ts";
import { grade } from "./grade.ts";
import type { Verdict } from "./grade.ts";

/** What came of the cases of one format with one damage. */
export type Count = {
  readonly format: string;
  readonly damage: string;
  /** Whether the answers' edits belong into the files. */
  readonly edits: boolean;
  readonly verdicts: Record<Verdict, number>;
  /** Left alone as it should be, but called otherwise, such as refused where it was applied already. */
  namedOtherwise: number;
};

/** A case that was not right, as a line for `npm run -s apply`. */
export type Failure = Case & { readonly verdict: Verdict; readonly got: FileOutcome };

export type Tally = { readonly counts: Map<string, Count>; readonly failures: Map<string, Failure[]> };

export function createTally(): Tally {
  return { counts: new Map(), failures: new Map() };
}

/** @param keep how many failures of a kind are kept */
export function addCase(tally: Tally, each: Case, got: FileOutcome, keep: number): void {
  const verdict = grade(each.expected, got);
  const { format, damage, expected } = each;
  const key = `${format}/${damage}`;
  let count = tally.counts.get(key);
  if (!count) {
    const verdicts = { right: 0, missed: 0, wrong: 0 };
    count = { format, damage, edits: expected.outcome === "edited", verdicts, namedOtherwise: 0 };
    tally.counts.set(key, count);
  }
  count.verdicts[verdict]++;
  if (verdict === "right") {
    if (got.outcome !== expected.outcome) count.namedOtherwise++;
    return;
  }
  const kept = tally.failures.get(`${key}/${verdict}`) ?? [];
  if (kept.length < keep) tally.failures.set(`${key}/${verdict}`, [...kept, { ...each, verdict, got }]);
}

export function mergeTally(into: Tally, { counts, failures }: Tally, keep: number): void {
  for (const [key, count] of counts) {
    const sum = into.counts.get(key);
    if (!sum) {
      into.counts.set(key, count);
      continue;
    }
    for (const verdict of ["right", "missed", "wrong"] as const) sum.verdicts[verdict] += count.verdicts[verdict];
    sum.namedOtherwise += count.namedOtherwise;
  }
  for (const [key, more] of failures) {
    into.failures.set(key, [...(into.failures.get(key) ?? []), ...more].slice(0, keep));
  }
}

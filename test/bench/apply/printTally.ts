import { formats } from "./cases/formats.ts";
import type { Count, Tally } from "./tally.ts";
import { toTable } from "./toTable.ts";

/** The figures of a run as Markdown. */
export function printTally({ counts }: Tally): string {
  const all = [...counts.values()].toSorted(byFormat);
  const edits = all.filter((count) => count.edits);
  const traps = all.filter((count) => !count.edits);
  return [
    "Answers whose edit has one place:",
    "",
    toTable(
      ["format", "cases", "landed right", "refused", "landed wrong"],
      [
        ...formats.map((format) =>
          editRow(
            [format],
            edits.filter((count) => count.format === format),
          ),
        ),
        editRow(["all"], edits),
      ],
    ),
    "",
    "By damage, in per cent landed right; behind it how many landed wrong, where any did:",
    "",
    toTable(
      ["damage", "cases", ...formats],
      [...Map.groupBy(edits, ({ damage }) => damage)].map(([damage, some]) => [
        damage,
        String(sums(some).cases),
        ...formats.map((format) => cell(some.filter((count) => count.format === format))),
      ]),
    ),
    "",
    "Answers that must change nothing:",
    "",
    toTable(
      ["format", "why", "cases", "left alone", "of them called otherwise", "landed wrong"],
      [...traps.map((count) => trapRow([count.format, count.damage], [count])), trapRow(["all", ""], traps)],
    ),
  ].join("\n");
}

function editRow(names: readonly string[], counts: readonly Count[]): readonly string[] {
  const { cases, right, missed, wrong } = sums(counts);
  return [...names, String(cases), share(right, cases), share(missed, cases), String(wrong)];
}

function trapRow(names: readonly string[], counts: readonly Count[]): readonly string[] {
  const { cases, right, wrong } = sums(counts);
  const otherwise = counts.reduce((sum, { namedOtherwise }) => sum + namedOtherwise, 0);
  return [...names, String(cases), share(right, cases), String(otherwise), String(wrong)];
}

function sums(counts: readonly Count[]): Record<"cases" | "right" | "missed" | "wrong", number> {
  const sum = { cases: 0, right: 0, missed: 0, wrong: 0 };
  for (const { verdicts } of counts) {
    sum.right += verdicts.right;
    sum.missed += verdicts.missed;
    sum.wrong += verdicts.wrong;
    sum.cases += verdicts.right + verdicts.missed + verdicts.wrong;
  }
  return sum;
}

function cell(counts: readonly Count[]): string {
  const { cases, right, wrong } = sums(counts);
  if (cases === 0) return "";
  return share(right, cases).replace(" %", "") + (wrong === 0 ? "" : ` (${wrong})`);
}

/** Never rounded up to 100. */
function share(part: number, all: number): string {
  if (all === 0) return "-";
  return `${(Math.floor((part / all) * 10_000) / 100).toFixed(2)} %`;
}

function byFormat(a: Count, b: Count): number {
  const at = ({ format }: Count): number => formats.findIndex((each) => each === format);
  return at(a) - at(b) || a.damage.localeCompare(b.damage, "en");
}

import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadPairs, provideCorpus } from "../test/bench/apply/corpus/corpus.ts";
import { describeCorpus } from "../test/bench/apply/describeCorpus.ts";
import { measureTime } from "../test/bench/apply/measureTime.ts";
import { createAnswerParts } from "../test/bench/apply/answerParts.ts";
import { printTally } from "../test/bench/apply/printTally.ts";
import { runCases } from "../test/bench/apply/runCases.ts";
import { writeFailures } from "../test/bench/apply/writeFailures.ts";

/** Measures where edits land, on changes that really happened, and prints Markdown. */
const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "50000" },
    seed: { type: "string", default: "1" },
    failures: { type: "string" },
    keep: { type: "string", default: "20" },
  },
});
const [count, seed, keep] = [values.cases, values.seed, values.keep].map(Number);
if (count === undefined || seed === undefined || keep === undefined || ![count, seed, keep].every(Number.isInteger)) {
  throw new Error("Usage: npm run bench:apply -- [--cases N] [--seed N] [--failures FOLDER] [--keep N]");
}
const report = (line: string): void => void process.stderr.write(`${line}\n`);
const file = await provideCorpus(join(import.meta.dirname, "..", ".corpus"), report);
const pairs = await loadPairs(file);
report(`Running ${count} cases.`);
const started = performance.now();
const tally = await runCases({ pairs: file, seed, count, keep: values.failures === undefined ? 0 : keep });
const seconds = Math.round((performance.now() - started) / 1000);
if (values.failures !== undefined) await writeFailures(values.failures, tally);
report("Measuring time.");
const times = await measureTime(pairs, createAnswerParts());
process.stdout.write(
  [
    `${count} cases of seed ${seed} in ${seconds} s: Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? "an unknown processor"}.`,
    "",
    describeCorpus(pairs),
    "",
    printTally(tally),
    "",
    times,
    "",
  ].join("\n"),
);

import { parseArgs } from "node:util";
import { runClientBench } from "../test/bench/client/runClientBench.ts";

/** Measures the model client next to the least reader of the same answer, and prints one JSON document. */
const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`"${values.rounds}" is no number of rounds. Usage: npm run bench:client -- [--rounds N]`);
}
const report = await runClientBench({ rounds, report: (line) => void process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

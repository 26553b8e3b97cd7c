import { Console } from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runBench } from "../test/bench/runBench.ts";

/** Measures the extension next to an empty one in a real VS Code, and prints one JSON document. */
const usage = "npm run bench -- [--rounds N] [--answers N] [--long-rounds N]";

// The packer writes to the console, and standard output is for the document alone.
globalThis.console = new Console(process.stderr);

const folder = mkdtempSync(join(tmpdir(), "bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
// Exiting, rather than dying of the signal, lets the browser and the server be taken along.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

try {
  const report = await runBench({ folder, ...readOptions(), report: (line) => console.log(line) });
  process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
} catch (error) {
  console.error(`The bench could not measure: ${toSentence(error)}`);
  process.exitCode = 1;
}

function readOptions(): { rounds: number; answers: number; longRounds: number } {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "6" },
      answers: { type: "string", default: "6" },
      "long-rounds": { type: "string", default: "2" },
    },
  });
  return {
    rounds: toCount(values.rounds, 1),
    answers: toCount(values.answers, 1),
    longRounds: toCount(values["long-rounds"], 0),
  };
}

function toCount(text: string, atLeast: number): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= atLeast) return count;
  throw new Error(`"${text}" is no number of rounds. Usage: ${usage}`);
}

/** Of two errors, one of which came while cleaning up after the other, the other is the cause. */
function toSentence(error: unknown): string {
  if (error instanceof SuppressedError) return toSentence(error.suppressed);
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { Console } from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runPanelBench } from "../test/bench/panel/runPanelBench.ts";

/** Measures the panel with conversations of growing length, and prints one JSON document. */
// The packer writes to the console, and standard output is for the document alone.
globalThis.console = new Console(process.stderr);

const { values } = parseArgs({ options: { "no-workbench": { type: "boolean", default: false } } });
const folder = mkdtempSync(join(tmpdir(), "bench-panel-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const report = await runPanelBench({
  folder,
  workbench: !values["no-workbench"],
  report: (line) => void process.stderr.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

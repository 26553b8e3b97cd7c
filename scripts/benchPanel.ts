import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPanelBench } from "../test/bench/panel/runPanelBench.ts";

/** Measures the panel with conversations of growing length, and prints one JSON document. */
const folder = mkdtempSync(join(tmpdir(), "bench-panel-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
const report = await runPanelBench({ folder, report: (line) => void process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);

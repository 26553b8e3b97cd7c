import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { panelBundle } from "../../../scripts/build.ts";
import { launchBrowser } from "../../host/browser.ts";
import { startPanelServer } from "../../support/panelServer.ts";
import { longAnswer } from "../longAnswer.ts";
import { round } from "../statistics.ts";
import type { PanelLab } from "./benchPanel.ts";
import { measureOpening } from "./measureOpening.ts";
import { measureStreaming } from "./measureStreaming.ts";
import { toPanelGoals, toRow, type LengthFigures, type PanelReport } from "./panelReport.ts";
import { measureWorkbench } from "./measureWorkbench.ts";
import { recordBatches } from "./recordBatches.ts";

/** At how many messages of 2 KB everything is measured. */
const lengths = [0, 100, 300, 1_000] as const;

/** Measures the built panel in Chromium. `folder` is an empty folder that somebody else removes. */
export async function runPanelBench(options: {
  readonly folder: string;
  /** Whether a real VS Code is measured too, which takes some minutes. */
  readonly workbench: boolean;
  readonly report: (line: string) => void;
}): Promise<PanelReport> {
  const { folder, report } = options;
  const before = currentLoad();
  const bundle = join(folder, "panel");
  await build(panelBundle(bundle));
  const batches = await recordBatches("long");
  const server = await startPanelServer(bundle);
  await using browser = await launchBrowser({ report });
  const lab: PanelLab = { browser, server };
  const figures: LengthFigures[] = [];
  try {
    for (const messages of lengths) {
      report(`A conversation of ${messages} messages`);
      const opening = await measureOpening(lab, messages);
      figures.push({ messages, opening, streaming: await measureStreaming(lab, messages, batches) });
    }
  } finally {
    await server.close();
  }
  const workbench = options.workbench ? await measureWorkbench(folder, report) : undefined;
  const bytes = batches.reduce((sum, { events }) => sum + Buffer.byteLength(JSON.stringify(events)), 0);
  const bytesPerByte = round(bytes / Buffer.byteLength(longAnswer));
  const curve = figures.map(toRow);
  const processors = cpus();
  return {
    conditions: {
      node: process.versions.node,
      browser: browser.version(),
      cpu: { model: processors[0]?.model ?? "unknown", count: processors.length },
      load: { before, after: currentLoad() },
      answerLength: longAnswer.length,
      flushes: batches.length,
    },
    goals: toPanelGoals(curve, bytesPerByte),
    bytesPerByte,
    curve,
    ...(workbench && { workbench }),
  };
}

function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

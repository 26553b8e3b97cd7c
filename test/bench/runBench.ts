import { cpus, loadavg } from "node:os";
import { packFloor } from "./floorPackage.ts";
import { withLab } from "./lab.ts";
import { MeasuredWindow, type Lab } from "./measuredWindow.ts";
import { packOurs } from "./ourPackage.ts";
import { toReport, type Conditions, type Report } from "./report.ts";
import { runRounds, type RoundOptions } from "./runRounds.ts";
import { readSizes } from "./sizes.ts";

/**
 * Builds, packs, installs and measures.
 * @param options `folder` is an empty folder that somebody else removes
 * @throws when something could not be measured
 */
export async function runBench(options: RoundOptions & { readonly folder: string }): Promise<Report> {
  const { folder, report } = options;
  const loadBefore = currentLoad();
  report("Building and packing");
  const package_ = await packOurs(folder);
  const vsixes = [package_.dormant, await packFloor(folder)];
  report("Installing into VS Code");
  return withLab({ folder, vsixes, report }, async (lab) => {
    const facts = await describe(lab);
    const rounds = await runRounds(lab, options);
    const [first] = rounds;
    if (first === undefined) throw new Error("No round was measured.");
    const sizes = await readSizes(package_.release, package_.dist, first);
    const conditions: Conditions = {
      ...facts,
      load: { before: loadBefore, after: currentLoad() },
      rounds: rounds.length,
      answersPerRound: options.answers,
      longAnswers: rounds.filter(({ longAnswer }) => longAnswer !== undefined).length,
      disturbances: rounds
        .flatMap(({ start }) => [start.ours, start.floor])
        .flatMap((one) => one.activation.disturbances),
    };
    return toReport(conditions, sizes, rounds);
  });
}

async function describe(
  lab: Lab,
): Promise<Pick<Conditions, "node" | "extensionHostNode" | "vscode" | "browser" | "cpu">> {
  await using window = await MeasuredWindow.open(lab);
  const { node, vscode } = await window.agent.call("describe", undefined);
  const processors = cpus();
  return {
    node: process.versions.node,
    extensionHostNode: node,
    vscode,
    browser: lab.browser.version(),
    cpu: { model: processors[0]?.model ?? "unknown", count: processors.length },
  };
}

function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

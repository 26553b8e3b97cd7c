import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

export type AgentExtension = { readonly developmentPath: string; readonly testsPath: string };

/** Writes the extension under development that VS Code wants beside a suite, and the suite: the bench's agent. */
export async function buildAgent(folder: string): Promise<AgentExtension> {
  const developmentPath = join(folder, "agent");
  await mkdir(developmentPath, { recursive: true });
  const manifest = { name: "agent", publisher: "bench", version: "1.0.0", engines: { vscode: "^1.106.0" } };
  await writeFile(join(developmentPath, "package.json"), JSON.stringify(manifest));
  await build({
    entryPoints: [join(import.meta.dirname, "agent/index.ts")],
    outdir: developmentPath,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "warning",
  });
  return { developmentPath, testsPath: join(developmentPath, "index.js") };
}

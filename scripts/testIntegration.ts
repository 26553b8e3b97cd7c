import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { buildAll } from "./build.ts";

const root = join(import.meta.dirname, "..");
const outdir = join(root, "out/test/integration");

/**
 * Bundles the suite for the extension host and runs it there; `--desktop` in a downloaded VS Code. A word among the
 * arguments, such as `edits/`, runs only the files that have it in their path.
 */
await rm(outdir, { recursive: true, force: true });
await Promise.all([buildAll(), bundleSuite()]);
process.exitCode = await runSuite();

async function bundleSuite(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["test/integration/index.ts", ...suiteFiles()],
    outdir,
    outbase: "test/integration",
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode", "mocha", "@copilotkit/aimock", "fast-check"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

function suiteFiles(): readonly string[] {
  const word = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "";
  const files = globSync("test/integration/**/*.test.ts", { cwd: root }).filter((file) => file.includes(word));
  if (files.length === 0) throw new Error(`No file in test/integration has "${word}" in its path.`);
  return files;
}

function runSuite(): Promise<number> {
  const desktop = process.argv.includes("--desktop") ? ["--desktop"] : [];
  const suite = ["--suite", join(outdir, "index.cjs"), "--workspace", join(root, "test/fixtures/sample")];
  const child = spawn(process.execPath, [join(root, "test/host/runIntegration.ts"), ...suite, ...desktop], {
    stdio: "inherit",
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { repositoryRoot } from "./paths.ts";
import { quietSettings } from "./quietSettings.ts";

/**
 * Runs a suite in a real VS Code: the one from npm, or with `--desktop` a downloaded one.
 * Paths are relative to the working directory; the defaults are this repository's own.
 */
const { values: options } = parseArgs({
  options: {
    desktop: { type: "boolean", default: false },
    extension: { type: "string", default: process.env["EXTENSION_PATH"] ?? repositoryRoot },
    suite: { type: "string", default: join(repositoryRoot, "out/test/integration/index.cjs") },
    workspace: { type: "string", default: join(repositoryRoot, "test/fixtures/sample") },
  },
});

const scratch = await mkdtemp(join(tmpdir(), "integration-"));
try {
  const workspace = join(scratch, "workspace");
  await cp(resolve(options.workspace), workspace, { recursive: true });
  const userData = join(scratch, "user");
  await mkdir(join(userData, "User"), { recursive: true });
  await writeFile(join(userData, "User", "settings.json"), JSON.stringify(quietSettings));
  await runTests({
    ...(options.desktop ? {} : { vscodeExecutablePath: join(import.meta.dirname, "code") }),
    extensionDevelopmentPath: resolve(options.extension),
    extensionTestsPath: resolve(options.suite),
    // The launcher is a script for this very Node, wherever `node` on PATH may point.
    extensionTestsEnv: {
      PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    },
    launchArgs: [workspace, `--user-data-dir=${userData}`, `--extensions-dir=${join(scratch, "extensions")}`],
  });
} catch (error) {
  if (!(error instanceof TestRunFailedError)) throw error;
  process.exitCode = error.code ?? 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}

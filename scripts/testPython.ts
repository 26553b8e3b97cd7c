import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findPython, makeOnce, pythonIn, run } from "../test/realServers/python.ts";

/** Installs the `openai` library into `.real-servers`, once, and runs the Python code that the extension shows. */
const python = findPython();
if (python === undefined) {
  console.error("These tests run Python code: install Python 3.10 or newer, then run them again.");
  process.exit(1);
}
const root = join(import.meta.dirname, "..");
const environment = join(root, ".real-servers/openai");
const requirements = join(root, "test/python/openai.requirements.txt");
await makeOnce(environment, await readFile(requirements, "utf8"), async () => {
  await run(python, ["-m", "venv", environment]);
  await run(pythonIn(environment), ["-m", "pip", "install", "--requirement", requirements]);
});
process.exitCode = await runSuite(pythonIn(environment));

function runSuite(command: string): Promise<number> {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const args = [mocha, "--timeout", "60000", ...process.argv.slice(2), "test/python/**/*.test.ts"];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PYTHON: command },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

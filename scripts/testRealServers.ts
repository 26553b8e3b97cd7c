import { spawn } from "node:child_process";
import { join } from "node:path";
import { installAll } from "../test/realServers/install.ts";
import { findPython } from "../test/realServers/python.ts";

/** Installs two servers with a real language model into `.real-servers`, once, and runs our client against them. */
const python = findPython();
if (python === undefined) {
  console.error("These tests run two Python servers: install Python 3.10 or newer, then run them again.");
  process.exit(1);
}
await installAll(python, (step) => console.log(`Installing, unless it is there: ${step}`));
process.exitCode = await runSuite();

function runSuite(): Promise<number> {
  const root = join(import.meta.dirname, "..");
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  // Arguments of ours go to mocha: `npm run test:real-servers -- --grep llama`.
  const args = [mocha, "--timeout", "180000", ...process.argv.slice(2), "test/realServers/**/*.test.ts"];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

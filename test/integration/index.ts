import { globSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

/** Runs inside VS Code's extension host: every test file beside this one. Rejects when a test fails. */
export function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, timeout: 30_000, forbidOnly: true });
  for (const file of globSync("**/*.test.cjs", { cwd: __dirname }).toSorted()) mocha.addFile(join(__dirname, file));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`))));
  });
}

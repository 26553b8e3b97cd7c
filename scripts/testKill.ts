import { spawnSync } from "node:child_process";

/** Kills fifty times what the other tests kill a few times: a process that saves, and VS Code's extension host. */
const env = { ...process.env, KILLS: process.env["KILLS"] ?? "50" };
const steps = [
  ["scripts/package.ts"],
  ["node_modules/mocha/bin/mocha.js", "--timeout", "180000", "test/contract/kills.test.ts", "test/e2e/kill.test.ts"],
];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

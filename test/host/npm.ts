import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";

const linesShown = 15;

/**
 * Runs npm in `folder` with this process's own Node.
 * @throws with the last lines that npm wrote, and what to do about it
 */
export async function runNpm(folder: string, ...args: string[]): Promise<void> {
  const { file, prefix } = findNpm();
  const child = spawn(file, [...prefix, ...args], {
    cwd: folder,
    env: npmEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && prefix.length === 0,
  });
  const output: string[] = [];
  const collect = (chunk: Buffer): void => void output.push(chunk.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", reject);
  child.once("close", (code) => resolve(code ?? 1));
  const code = await promise;
  if (code === 0) return;
  const lastLines = output.join("").trimEnd().split("\n").slice(-linesShown).join("\n");
  throw new Error(
    `"npm ${args.join(" ")}" failed with code ${code} in ${folder}:\n${lastLines}\n` +
      "Check that npm can reach its registry from here, then run the same command again.",
  );
}

/** The npm that started this process if there is one, run by our own Node; otherwise the one on PATH. */
function findNpm(): { file: string; prefix: string[] } {
  const started = process.env["npm_execpath"];
  if (started === undefined) return { file: "npm", prefix: [] };
  const cli = join(dirname(started), "npm-cli.js");
  if (basename(started).startsWith("np") && existsSync(cli)) {
    return { file: process.execPath, prefix: [cli] };
  }
  return { file: "npm", prefix: [] };
}

/** Puts our own Node first, so that an npm started through its `#!/usr/bin/env node` runs on it too. */
function npmEnvironment(): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);
  return { ...process.env, PATH: path };
}

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const OLDEST = [3, 10] as const;
const LINES_SHOWN = 20;

/** The command of a Python that is new enough; undefined when there is none. */
export function findPython(): string | undefined {
  return ["python3", "python"].find((command) => {
    const { stdout } = spawnSync(command, ["-c", "import sys; print(*sys.version_info[:2])"], { encoding: "utf8" });
    const [major = 0, minor = 0] = (stdout ?? "").trim().split(" ").map(Number);
    return major === OLDEST[0] && minor >= OLDEST[1];
  });
}

/** The Python of a virtual environment. */
export function pythonIn(environment: string): string {
  return process.platform === "win32" ? join(environment, "Scripts/python.exe") : join(environment, "bin/python");
}

/**
 * Makes what `make` makes in `folder`, unless an earlier run made it from the same `source`.
 * What an interrupted run left is removed first.
 */
export async function makeOnce(folder: string, source: string, make: () => Promise<void>): Promise<void> {
  const mark = join(folder, ".made-from");
  const wanted = createHash("sha256").update(source).digest("hex");
  if (existsSync(mark) && (await readFile(mark, "utf8")) === wanted) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await make();
  await writeFile(mark, wanted);
}

/** @throws with the last lines that the program wrote, when it fails */
export async function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const collect = (chunk: Buffer): void => void (output += chunk.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  if (code === 0) return;
  const lastLines = output.trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
  throw new Error(`"${command} ${args.join(" ")}" failed with code ${code}:\n${lastLines}`);
}

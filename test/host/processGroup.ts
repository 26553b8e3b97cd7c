import { spawn, spawnSync, type ChildProcessByStdio } from "node:child_process";
import type { Readable } from "node:stream";
import { within } from "./wait.ts";

export interface ProcessGroup {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves with the exit code, or the signal's name, when the first process of the group has ended. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Asks the group to end, then ends it. Resolves when the first process is gone; may be called again. */
  stop(): Promise<void>;
}

const patience = 5_000;

/**
 * Starts a program whose children end with it. They also end when this process exits, in whatever way a
 * process can notice; only a SIGKILL leaves them behind.
 */
export function spawnGroup(file: string, args: readonly string[], env: NodeJS.ProcessEnv): ProcessGroup {
  const child = spawn(file, args, {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const { promise: exited, resolve } = Promise.withResolvers<number | NodeJS.Signals>();
  const killNow = (): void => signalGroup(child.pid, "SIGKILL");
  process.once("exit", killNow);
  child.once("error", () => resolve(1));
  child.once("exit", (code, signal) => {
    // Children may outlive their parent: the extension host does when the server crashes.
    killNow();
    process.removeListener("exit", killNow);
    resolve(code ?? signal ?? 1);
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    signalGroup(child.pid, "SIGTERM");
    try {
      await within(exited, { what: `process ${child.pid} to end`, timeout: patience });
    } catch {
      // It had its chance to end by itself.
      killNow();
      await exited;
    }
  };
  return { child, exited, stop };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const gone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!gone) throw error;
  }
}

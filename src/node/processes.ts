import { hostname } from "node:os";

const self = `${hostname()}:${process.pid}:${Math.round(performance.timeOrigin)}`;

/** This process and others of this computer, by names that say where they run. */
export const processes = { self, isOpen: isRunning };

/** Undefined for a process of another computer. */
export function isRunning(name: string): boolean | undefined {
  const [, host, pid] = /^(.*):(\d+):\d+$/.exec(name) ?? [];
  if (host !== hostname() || pid === undefined) return undefined;
  // The same number under another name was an earlier process.
  if (Number(pid) === process.pid) return name === self;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

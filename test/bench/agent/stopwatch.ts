import type { Cost } from "./contract.ts";

/** Starts measuring; the returned function tells what it took so far. */
export function startStopwatch(): () => Cost {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  return () => {
    const ms = performance.now() - before;
    const { user, system } = process.cpuUsage(cpuBefore);
    return { ms, cpuMs: (user + system) / 1000 };
  };
}

import { setTimeout as sleep } from "node:timers/promises";
import { startStopwatch } from "./stopwatch.ts";

const slice = 500;
const quietSlices = 4;
const patience = 30_000;

/** Waits until this process has been idle for two seconds: below 4 % of a core. */
export async function settle(): Promise<boolean> {
  const end = Date.now() + patience;
  let quiet = 0;
  while (quiet < quietSlices) {
    if (Date.now() > end) return false;
    const stop = startStopwatch();
    await sleep(slice);
    const { ms, cpuMs } = stop();
    quiet = cpuMs < ms * 0.04 ? quiet + 1 : 0;
  }
  return true;
}

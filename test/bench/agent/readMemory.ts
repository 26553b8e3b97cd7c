import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Memory } from "./contract.ts";

/** Milliseconds in which V8 gives back to the system what a collection has emptied. */
const pause = 300;

/** Memory that is really in use: after full collections, which nobody has to ask Node for at its start. */
export async function readMemory(): Promise<Memory> {
  setFlagsFromString("--expose-gc");
  // Collections also throw away what functions were compiled to, and the next measurement would pay for it.
  setFlagsFromString("--no-flush-bytecode");
  const collect = runInNewContext("gc") as () => void;
  // What one collection finalizes, the next one frees.
  for (let times = 0; times < 3; times++) {
    collect();
    await sleep(pause);
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

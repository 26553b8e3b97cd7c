import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Memory } from "./contract.ts";

/** Memory that is really in use: after a full collection, which nobody has to ask Node for at its start. */
export function readMemory(): Memory {
  setFlagsFromString("--expose-gc");
  // Collections also throw away what functions were compiled to, and the next measurement would pay for it.
  setFlagsFromString("--no-flush-bytecode");
  const collect = runInNewContext("gc") as () => void;
  // What the first collection finalizes, the second one frees.
  collect();
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heapUsed };
}

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { BenchServer } from "./benchServer.ts";
import type { Client } from "./clients.ts";

/** How much of the text lies between two looks at the heap, in characters: about 5 MB on the wire. */
const STEP = 80_000;

/**
 * What is used of the heap after a full collection, in MB, at each step of a stream of 50 MB whose text nobody keeps.
 * A reader that keeps nothing either has the same figure at each.
 */
export async function measureHeap(client: Client, server: BenchServer): Promise<readonly number[]> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used: number[] = [];
  let length = 0;
  await client(
    server.baseUrl("huge"),
    (text) => {
      length += text.length;
      if (length < STEP * (used.length + 1)) return;
      collect();
      used.push(process.memoryUsage().heapUsed / 1e6);
    },
    new AbortController().signal,
  );
  return used;
}

/** MB between the first and the last look. */
export function growth(used: readonly number[]): number {
  return (used.at(-1) ?? 0) - (used[0] ?? 0);
}

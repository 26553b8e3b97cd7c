import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { WorkerTask } from "./caseWorker.ts";
import { createTally, mergeTally } from "./tally.ts";
import type { Tally } from "./tally.ts";

/** Runs the cases of a seed on all cores. */
export async function runCases(task: Pick<WorkerTask, "pairs" | "seed" | "count" | "keep">): Promise<Tally> {
  const step = availableParallelism();
  const tallies = await Promise.all(Array.from({ length: step }, (_, first) => runWorker({ ...task, first, step })));
  const sum = createTally();
  for (const tally of tallies) mergeTally(sum, tally, task.keep);
  return sum;
}

async function runWorker(task: WorkerTask): Promise<Tally> {
  const worker = new Worker(new URL("caseWorker.ts", import.meta.url), { workerData: task });
  const [tally]: unknown[] = await once(worker, "message");
  return tally as Tally;
}

import { Session, type HeapProfiler } from "node:inspector/promises";
import type { BenchServer } from "./benchServer.ts";
import type { Client } from "./clients.ts";
import { measureCpu } from "./measureCpu.ts";

/**
 * Bytes that reading the recorded answer allocates on V8's heap, whether they were collected since or not: an estimate
 * by V8's sampling heap profiler, one sample for about 16 KB.
 */
export async function measureAllocations(client: Client, server: BenchServer): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("HeapProfiler.startSampling", {
      samplingInterval: 16_384,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true,
    });
    await measureCpu(client, server);
    const { profile } = await session.post("HeapProfiler.stopSampling");
    return sizeOf(profile.head);
  } finally {
    session.disconnect();
  }
}

function sizeOf({ selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number {
  return children.reduce((sum, child) => sum + sizeOf(child), selfSize);
}

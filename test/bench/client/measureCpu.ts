import type { BenchServer } from "./benchServer.ts";
import type { Client } from "./clients.ts";
import { ANSWER_BYTES } from "./recordedAnswer.ts";

/** Milliseconds of a processor, and of the clock, that reading the recorded answer took. */
export type CpuFigures = { readonly cpuMs: number; readonly elapsedMs: number };

export async function measureCpu(client: Client, server: BenchServer): Promise<CpuFigures> {
  let length = 0;
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await client(
    server.baseUrl("burst"),
    (text) => {
      length += text.length;
    },
    new AbortController().signal,
  );
  const { user, system } = process.cpuUsage(before);
  if (length !== ANSWER_BYTES) throw new Error(`Of the answer, ${length} characters came.`);
  return { cpuMs: (user + system) / 1000, elapsedMs: performance.now() - startedAt };
}

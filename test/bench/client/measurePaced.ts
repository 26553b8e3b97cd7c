import { epochNow } from "../epochNow.ts";
import { median } from "../statistics.ts";
import { PACED_EVENTS, type BenchServer } from "./benchServer.ts";
import type { Client } from "./clients.ts";

export type PacedFigures = {
  /** From the server's write of an event to its text at the caller: the median of an answer's events. */
  readonly latencyMs: number;
  /** Of a processor, for the whole answer of 250 events, each a piece of its own. */
  readonly cpuMs: number;
};

export async function measurePaced(client: Client, server: BenchServer): Promise<PacedFigures> {
  const latencies: number[] = [];
  const before = process.cpuUsage();
  await client(
    server.baseUrl("paced"),
    (text) => {
      // Two events that arrived together may be one text.
      for (const writtenAt of text.split(";").slice(0, -1)) latencies.push(epochNow() - Number(writtenAt));
    },
    new AbortController().signal,
  );
  const { user, system } = process.cpuUsage(before);
  if (latencies.length !== PACED_EVENTS) throw new Error(`Of the answer, ${latencies.length} events came.`);
  return { latencyMs: median(latencies), cpuMs: (user + system) / 1000 };
}

import { cpus, loadavg } from "node:os";
import { compare, each, type Comparison } from "../compare.ts";
import { round } from "../statistics.ts";
import type { Pair } from "../subjects.ts";
import { BenchServer } from "./benchServer.ts";
import { clients, type Client } from "./clients.ts";
import { measureAllocations } from "./measureAllocations.ts";
import { measureCpu } from "./measureCpu.ts";
import { growth, measureHeap } from "./measureHeapGrowth.ts";
import { measurePaced } from "./measurePaced.ts";
import { measureStop } from "./measureStop.ts";
import { recordedAnswer, TOKENS } from "./recordedAnswer.ts";

export type ClientReport = {
  readonly conditions: {
    readonly node: string;
    readonly cpu: { readonly model: string; readonly count: number };
    /** How many processes wanted a processor in the last minute: above `cpu.count`, times are inflated. */
    readonly load: { readonly before: number; readonly after: number };
    readonly rounds: number;
    readonly answer: { readonly events: number; readonly bytesOnTheWire: number };
  };
  /** Of `ours` to the bare reader (`floor`), by medians. The goal for the first three is 1.3. */
  readonly ratios: Readonly<Record<"cpu" | "cpuPaced" | "allocations" | "latency", number | null>>;
  /** To read the recorded answer as fast as it comes. */
  readonly cpuMs: Comparison;
  readonly elapsedMs: Comparison;
  /** To read 250 events that come one by one. */
  readonly cpuPacedMs: Comparison;
  readonly latencyMs: Comparison;
  /** See `measureAllocations`. */
  readonly allocatedBytes: Comparison;
  /** See `measureStop`. */
  readonly stopToClosedMs: Comparison;
  /** See `measureHeap`. */
  readonly heapOver50Mb: Pair<{ readonly usedMb: readonly number[]; readonly grownMb: number }>;
};

/** Measures our client next to a bare reader of the same answers, turn by turn, in this process. */
export async function runClientBench(options: {
  readonly rounds: number;
  readonly report: (line: string) => void;
}): Promise<ClientReport> {
  const { rounds, report } = options;
  const before = currentLoad();
  using server = await BenchServer.start();
  const measure = async <T>(what: string, count: number, one: (client: Client) => Promise<T>): Promise<Pair<T>[]> => {
    report(what);
    return await takeTurns(count, one);
  };
  await measure("Warming up", 5, (client) => measureCpu(client, server));
  const cpu = await measure("CPU", rounds, (client) => measureCpu(client, server));
  const paced = await measure("Latency", Math.ceil(rounds / 2), (client) => measurePaced(client, server));
  const stop = await measure("Stop", rounds, (client) => measureStop(client, server));
  const allocations = await measure("Allocations", Math.ceil(rounds / 2), (client) =>
    measureAllocations(client, server),
  );
  const [heap] = await measure("Heap over 50 MB", 1, (client) => measureHeap(client, server));
  if (heap === undefined) throw new Error("The heap was not measured.");
  const figures = {
    cpuMs: each(cpu, ({ cpuMs }) => cpuMs),
    elapsedMs: each(cpu, ({ elapsedMs }) => elapsedMs),
    cpuPacedMs: each(paced, ({ cpuMs }) => cpuMs),
    latencyMs: each(paced, ({ latencyMs }) => latencyMs),
    allocatedBytes: compare(allocations),
    stopToClosedMs: compare(stop),
    heapOver50Mb: { ours: toGrowth(heap.ours), floor: toGrowth(heap.floor) },
  };
  return {
    conditions: {
      node: process.versions.node,
      cpu: { model: cpus()[0]?.model ?? "unknown", count: cpus().length },
      load: { before, after: currentLoad() },
      rounds,
      answer: { events: TOKENS.length, bytesOnTheWire: Buffer.byteLength(recordedAnswer()) },
    },
    ratios: {
      cpu: figures.cpuMs.ratio,
      cpuPaced: figures.cpuPacedMs.ratio,
      allocations: figures.allocatedBytes.ratio,
      latency: figures.latencyMs.ratio,
    },
    ...figures,
  };
}

/** Each is first in every other round. */
async function takeTurns<T>(rounds: number, one: (client: Client) => Promise<T>): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = [];
  for (let index = 0; index < rounds; index++) {
    const early = index % 2 === 1 ? await one(clients.floor) : undefined;
    const ours = await one(clients.ours);
    pairs.push({ ours, floor: early ?? (await one(clients.floor)) });
  }
  return pairs;
}

function toGrowth(used: readonly number[]): { readonly usedMb: readonly number[]; readonly grownMb: number } {
  return { usedMb: used.map(round), grownMb: round(growth(used)) };
}

function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

import { toGoal, type Goal } from "../goals.ts";
import { percentile, round } from "../statistics.ts";
import type { OpeningFigures } from "./measureOpening.ts";
import type { WorkbenchFigures } from "./measureWorkbench.ts";
import type { StreamingFigures } from "./measureStreaming.ts";

/** What was measured with a conversation of so many messages. */
export type LengthFigures = {
  readonly messages: number;
  readonly streaming: StreamingFigures;
  readonly opening: OpeningFigures;
};

/** The document that the bench prints. Times are milliseconds, memory MB of 10^6 bytes. */
export type PanelReport = {
  readonly conditions: {
    readonly node: string;
    readonly browser: string;
    readonly cpu: { readonly model: string; readonly count: number };
    /** How many processes wanted a processor in the last minute: above `cpu.count`, times are inflated. */
    readonly load: { readonly before: number; readonly after: number };
    readonly answerLength: number;
    /** Messages to the panel in which the answer came. */
    readonly flushes: number;
  };
  readonly goals: readonly Goal[];
  /** Of all messages of the long answer's turn, as JSON, divided by the answer's length. */
  readonly bytesPerByte: number;
  readonly curve: readonly CurveRow[];
  readonly workbench?: WorkbenchFigures;
};

export type CurveRow = Readonly<Record<"messages" | keyof ReturnType<typeof toFigures>, number>>;

export function toRow(figures: LengthFigures): CurveRow {
  return { messages: figures.messages, ...toFigures(figures) };
}

function toFigures({ streaming, opening }: LengthFigures) {
  const figures = {
    cpuMsPerFlush: streaming.cpuMsPerFlush,
    streamingLongestTaskMs: streaming.longestTask.ms,
    streamingLongestTaskCpuMs: streaming.longestTask.cpuMs,
    keyMsMedian: percentile(streaming.keyMs, 0.5),
    keyMs95: percentile(streaming.keyMs, 0.95),
    openMs: opening.openMs,
    openingLongestTaskMs: opening.longestTask.ms,
    openingLongestTaskCpuMs: opening.longestTask.cpuMs,
    openingCpuMs: opening.cpuMs,
    heapMb: opening.heapMb,
    growthMb: opening.growthMb,
  };
  for (const [name, value] of Object.entries(figures)) Object.assign(figures, { [name]: round(value) });
  return figures;
}

/** The goals of the panel, next to what was measured where it is hardest. */
export function toPanelGoals(curve: readonly CurveRow[], bytesPerByte: number): readonly Goal[] {
  const worst = (name: keyof CurveRow): number => Math.max(...curve.map((row) => row[name]));
  const longest = curve.reduce((one, other) => (other.messages > one.messages ? other : one));
  return [
    toGoal("longest task while an answer comes, ms", 50, worst("streamingLongestTaskMs")),
    toGoal("the same in processor time, ms", 50, worst("streamingLongestTaskCpuMs")),
    toGoal("key to paint meanwhile, median, ms", 16, worst("keyMsMedian")),
    toGoal("key to paint meanwhile, 95th percentile, ms", 50, worst("keyMs95")),
    toGoal("heap after 1,000 messages, MB", 80, longest.heapMb),
    toGoal("growth over ten further turns, MB", 5, longest.growthMb),
    toGoal("opening 1,000 messages, ms", 300, longest.openMs),
    toGoal("bytes from the host, times the answer", 3, bytesPerByte),
  ];
}

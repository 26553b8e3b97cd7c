import type { Browser, Page } from "playwright-core";

/** The longest task of a page's main thread, in milliseconds. */
export type LongestTask = {
  /** On the clock, which includes the time in which other programs had the processor. */
  readonly ms: number;
  /** Of the processor, of the task that took most of it. */
  readonly cpuMs: number;
};

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
};

/** What the page marks where the bench is to look: what the debugger asks for before and after takes time too. */
export const marks = { begin: "bench begin", end: "bench end" } as const;

/** Watches the tasks of the page's main thread between its marks, until `end`. */
export async function traceTasks(browser: Browser, page: Page): Promise<{ end(): Promise<LongestTask> }> {
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
  return {
    end: async () => {
      const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
      const threads = new Set(trace.traceEvents.filter(isMainThread).map(toThread));
      const [begin, end] = [marks.begin, marks.end].map(
        (mark) => trace.traceEvents.find(({ name }) => name === mark)?.ts,
      );
      if (begin === undefined || end === undefined) throw new Error("The trace has no marks of the page.");
      const tasks = trace.traceEvents.filter(
        (event) =>
          event.name.endsWith("RunTask") &&
          event.dur !== undefined &&
          threads.has(toThread(event)) &&
          event.ts > begin &&
          event.ts < end,
      );
      if (tasks.length === 0) throw new Error("The trace has no task of the page's main thread.");
      return {
        ms: tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur), 0) / 1000,
        cpuMs: tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000,
      };
    },
  };
}

function isMainThread({ name, args }: TraceEvent): boolean {
  return name === "thread_name" && args.name === "CrRendererMain";
}

function toThread({ pid, tid }: TraceEvent): string {
  return `${pid}/${tid}`;
}

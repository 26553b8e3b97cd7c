import type { Page } from "playwright-core";
import { epochNow } from "./epochNow.ts";

export type ThreadFigures = {
  /** Milliseconds of a processor that the page's main thread used; its webviews share that thread. */
  readonly cpuMs: number;
  readonly elapsedMs: number;
  /** Milliseconds; 0 when none was above 50, which is where Chromium starts to tell. */
  readonly longestTaskMs: number;
};

/** Watches the page's main thread until `end`. */
export async function watchThread(page: Page): Promise<{ end(): Promise<ThreadFigures> }> {
  const session = await page.context().newCDPSession(page);
  // Time on the clock would include the time in which other programs have the processor.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    const duration = metrics.find(({ name }) => name === "TaskDuration");
    if (duration === undefined) throw new Error("This Chromium does not tell how busy its thread was.");
    return duration.value * 1000;
  };
  await page.evaluate(startLongTasks);
  const startedAt = epochNow();
  const before = await busy();
  return {
    end: async () => {
      const cpuMs = (await busy()) - before;
      const elapsedMs = epochNow() - startedAt;
      const longestTaskMs = await page.evaluate(endLongTasks);
      await session.detach();
      return { cpuMs, elapsedMs, longestTaskMs };
    },
  };
}

type LongTasks = { longest: number; readonly observer: PerformanceObserver };

function startLongTasks(): void {
  const tasks: LongTasks = {
    longest: 0,
    observer: new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.longest = Math.max(tasks.longest, duration);
    }),
  };
  tasks.observer.observe({ type: "longtask" });
  Reflect.set(globalThis, "benchLongTasks", tasks);
}

function endLongTasks(): number {
  const tasks = Reflect.get(globalThis, "benchLongTasks") as LongTasks;
  tasks.observer.disconnect();
  return tasks.longest;
}

import type { Page } from "playwright-core";
import { epochNow } from "./epochNow.ts";

export type ThreadFigures = {
  /** Share of the time that the page's main thread was busy; its webviews share that thread. */
  readonly busy: number;
  /** Milliseconds; 0 when none was above 50, which is where Chromium starts to tell. */
  readonly longestTask: number;
};

/** Watches the page's main thread until `end`. */
export async function watchThread(page: Page): Promise<{ end(): Promise<ThreadFigures> }> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const busySeconds = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    const duration = metrics.find(({ name }) => name === "TaskDuration");
    if (duration === undefined) throw new Error("This Chromium does not tell how busy its thread was.");
    return duration.value;
  };
  await page.evaluate(startLongTasks);
  const startedAt = epochNow();
  const before = await busySeconds();
  return {
    end: async () => {
      const busy = (((await busySeconds()) - before) * 1000) / (epochNow() - startedAt);
      const longestTask = await page.evaluate(endLongTasks);
      await session.detach();
      return { busy, longestTask };
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

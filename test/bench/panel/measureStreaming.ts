import { BenchPanel, type PanelLab } from "./benchPanel.ts";
import { conversationOf } from "./conversations.ts";
import { prepareKeys } from "./keyProbe.ts";
import type { Batch } from "./recordBatches.ts";
import { marks, traceTasks, type LongestTask } from "./traceTasks.ts";

/** What a long answer costs the page while it comes and somebody types. */
export type StreamingFigures = {
  /** Processor time of the page's main thread for each message from the host, keys and painting included. */
  readonly cpuMsPerFlush: number;
  readonly longestTask: LongestTask;
  readonly keyMs: readonly number[];
};

/** Streams the answer at the end of a conversation of `messages` messages; once more to trace, which itself takes time. */
export async function measureStreaming(
  lab: PanelLab,
  messages: number,
  batches: readonly Batch[],
): Promise<StreamingFigures> {
  const { keyMs, cpuMs } = await streamed(lab, messages, batches, async (panel, stream) => {
    const before = await panel.cpuMs();
    return { keyMs: await stream(), cpuMs: (await panel.cpuMs()) - before };
  });
  const longestTask = await streamed(lab, messages, batches, async ({ page }, stream) => {
    const tasks = await traceTasks(lab.browser, page);
    await stream();
    return tasks.end();
  });
  return { cpuMsPerFlush: cpuMs / batches.length, longestTask, keyMs };
}

/** Lets `measure` stream the answer into a new panel that is calm; the stream resolves with the times of keys. */
async function streamed<T>(
  lab: PanelLab,
  messages: number,
  batches: readonly Batch[],
  measure: (panel: BenchPanel, stream: () => Promise<readonly number[]>) => Promise<T>,
): Promise<T> {
  await using panel = await BenchPanel.open(lab, conversationOf(messages));
  const { page } = panel;
  // What the bench itself does in the page is done before anything is measured.
  const type = await prepareKeys(page.locator("textarea"));
  await page.evaluate((all) => Reflect.set(globalThis, "benchBatches", all), batches);
  await panel.calm();
  return await measure(panel, () => type(page.evaluate(replay, marks)));
}

/** Runs in the page, so that no debugger's message is part of what is measured. */
async function replay({ begin, end }: typeof marks): Promise<void> {
  const batches = Reflect.get(globalThis, "benchBatches") as readonly Batch[];
  performance.mark(begin);
  // The message that called this is a task of the debugger.
  await new Promise((resolve) => setTimeout(resolve));
  const startedAt = performance.now();
  for (const { at, events } of batches) {
    const early = startedAt + at - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    window.postMessage({ type: "event", method: "chatEvents", params: events }, "*");
  }
  // Until the code has its colours.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  performance.mark(end);
}

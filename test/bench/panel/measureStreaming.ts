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

/** Streams the answer at the end of a conversation of `messages` messages. */
export async function measureStreaming(
  lab: PanelLab,
  messages: number,
  batches: readonly Batch[],
): Promise<StreamingFigures> {
  await using panel = await BenchPanel.open(lab, conversationOf(messages));
  const { page } = panel;
  // What the bench itself does in the page is done before anything is measured.
  const type = await prepareKeys(page.locator("textarea"));
  await page.evaluate((all) => Reflect.set(globalThis, "benchBatches", all), batches);
  await panel.calm();
  const tasks = await traceTasks(lab.browser, page);
  const cpuBefore = await panel.cpuMs();
  const keyMs = await type(page.evaluate(replay, marks));
  const cpuMs = (await panel.cpuMs()) - cpuBefore;
  return { cpuMsPerFlush: cpuMs / batches.length, longestTask: await tasks.end(), keyMs };
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

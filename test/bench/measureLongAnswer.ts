import { setTimeout as sleep } from "node:timers/promises";
import type { Locator } from "playwright-core";
import { askAnswer } from "./askAnswer.ts";
import { epochNow } from "./epochNow.ts";
import { longAnswer } from "./longAnswer.ts";
import type { Lab, MeasuredWindow } from "./measuredWindow.ts";
import { watchForText } from "./paintProbe.ts";
import type { Subject } from "./subjects.ts";
import { watchThread } from "./threadProbe.ts";

/** What a long answer costs while it is streamed. */
export type LongAnswerFigures = {
  /** From the server's last byte until the last word is laid out. */
  readonly shownAfterEndMs: number;
  /** Processor time that the thread of the workbench and its webviews used, as a share of the time; 1 is always. */
  readonly busyShare: number;
  /** Of that thread; 0 when none was above 50. */
  readonly longestTaskMs: number;
  readonly hostCpuMs: number;
  /** Of the messages to the webview as JSON, in UTF-16 units. */
  readonly messageLength: number;
};

const chunks = 1_500;
const duration = 15_000;
const lastWord = "Zebra-at-last";

/** Streams 100 KB at about 1,700 tokens a second. The subject's view has to be visible. */
export async function measureLongAnswer(
  lab: Lab,
  window: MeasuredWindow,
  subject: Subject,
): Promise<LongAnswerFigures> {
  const { agent, workbench } = window;
  await agent.call("settle", undefined);
  const { answer, log, asking } = await askAnswer(lab, window, subject);
  await log.evaluate(countMessages);
  const thread = await watchThread(workbench.page);
  const cpuBefore = await agent.call("cpu", undefined);
  await stream((text) => answer.write(text));
  const shown = await watchForText(log, lastWord);
  const writtenAt = answer.write(lastWord);
  const { paintedAt } = await shown();
  answer.end();
  await asking;
  const { cpuMs, elapsedMs, longestTaskMs } = await thread.end();
  const hostCpuMs = (await agent.call("cpu", undefined)) - cpuBefore;
  return {
    shownAfterEndMs: paintedAt - writtenAt,
    busyShare: cpuMs / elapsedMs,
    longestTaskMs,
    hostCpuMs,
    messageLength: await sizeOfMessages(log),
  };
}

/** Writes by the clock, so that a late timer does not slow the model down. */
async function stream(write: (text: string) => void): Promise<void> {
  const size = Math.ceil(longAnswer.length / chunks);
  const startedAt = epochNow();
  for (let index = 0; index < chunks; index++) {
    const early = startedAt + (index * duration) / chunks - epochNow();
    if (early > 0) await sleep(early);
    write(longAnswer.slice(index * size, (index + 1) * size));
  }
}

/** Keeps the messages as they are, for sizing them while they come would cost the time that is measured. */
function countMessages(): void {
  const messages: unknown[] = [];
  addEventListener("message", ({ data }) => messages.push(data), true);
  Reflect.set(globalThis, "benchMessages", messages);
}

async function sizeOfMessages(log: Locator): Promise<number> {
  return log.evaluate(() => {
    const messages = Reflect.get(globalThis, "benchMessages") as readonly unknown[];
    return messages.reduce<number>((sum, message) => sum + JSON.stringify(message).length, 0);
  });
}

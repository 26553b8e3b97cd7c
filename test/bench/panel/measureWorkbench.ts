import { join } from "node:path";
import { askAnswer } from "../askAnswer.ts";
import { packFloor } from "../floorPackage.ts";
import { withLab } from "../lab.ts";
import { measureLongAnswer, type LongAnswerFigures } from "../measureLongAnswer.ts";
import { MeasuredWindow, type Lab } from "../measuredWindow.ts";
import { measureStart } from "../measureStart.ts";
import { packOurs } from "../ourPackage.ts";
import { median, percentile, round } from "../statistics.ts";
import { floor, ours, type Subject } from "../subjects.ts";
import { webviewFrame } from "../webviewFrame.ts";
import { turnOf } from "./conversations.ts";
import { prepareKeys } from "./keyProbe.ts";

/** What the panel costs in a real VS Code, whose workbench and webviews share one thread. */
export type WorkbenchFigures = {
  /** From the command that focuses the view until it has taken a key: medians. */
  readonly usableMs: { readonly ours: number; readonly floor: number; readonly ratio: number };
  /** The long answer at the end of a conversation of so many messages, while somebody types. */
  readonly streaming: readonly (LongAnswerFigures & {
    readonly messages: number;
    readonly keyMsMedian: number;
    readonly keyMs95: number;
  })[];
};

const conversations = [0, 300] as const;
/** Of windows, a new one for each start. */
const rounds = 5;

export async function measureWorkbench(folder: string, report: (line: string) => void): Promise<WorkbenchFigures> {
  const { dormant } = await packOurs(folder);
  const vsixes = [dormant, await packFloor(folder)];
  return withLab({ folder: join(folder), vsixes, report }, async (lab) => {
    // The first window finds no caches.
    await usable(lab, ours);
    const times: { floor: number; ours: number }[] = [];
    for (let pair = 1; pair <= rounds; pair++) {
      report(`In VS Code, ${pair} of ${rounds} pairs of windows`);
      times.push({ floor: await usable(lab, floor), ours: await usable(lab, ours) });
    }
    const usableMs = {
      ours: round(median(times.map((time) => time.ours))),
      floor: round(median(times.map((time) => time.floor))),
    };
    const streaming: WorkbenchFigures["streaming"][number][] = [];
    for (const messages of conversations) {
      report(`In VS Code, a conversation of ${messages} messages`);
      streaming.push(await stream(lab, messages));
    }
    return { usableMs: { ...usableMs, ratio: round(usableMs.ours / usableMs.floor) }, streaming };
  });
}

async function usable(lab: Lab, subject: Subject): Promise<number> {
  await using window = await MeasuredWindow.open(lab);
  return (await measureStart(window, subject)).view.usableMs;
}

async function stream(lab: Lab, messages: number): Promise<WorkbenchFigures["streaming"][number]> {
  await using window = await MeasuredWindow.open(lab);
  await window.agent.call("run", { command: ours.answersCommand });
  for (let index = 0; index < messages / 2; index++) {
    const { answer, asking } = await askAnswer(lab, window, ours);
    answer.write(turnOf(index).answer.text);
    answer.end();
    await asking;
  }
  const field = webviewFrame(window.workbench.page, ours).locator(ours.composer);
  const { promise: figures, resolve } = Promise.withResolvers<LongAnswerFigures>();
  const type = await prepareKeys(field);
  const keyMs = await type(measureLongAnswer(lab, window, ours).then(resolve));
  return {
    messages,
    ...(await figures),
    keyMsMedian: round(percentile(keyMs, 0.5)),
    keyMs95: round(percentile(keyMs, 0.95)),
  };
}

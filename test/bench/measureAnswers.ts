import { setTimeout as sleep } from "node:timers/promises";
import { askAnswer } from "./askAnswer.ts";
import type { Lab, MeasuredWindow } from "./measuredWindow.ts";
import { watchForText } from "./paintProbe.ts";
import { floor, ours, type Pair, type Subject } from "./subjects.ts";

/** Milliseconds from the moment at which the server writes the first byte. */
export type AnswerFigures = {
  /** Until the message with the text is in the webview. */
  readonly message: number;
  /** Until the text is laid out and about to be painted. */
  readonly painted: number;
};

/** How long the host and the page are left alone before the first byte. */
const calm = 500;

/** Shows both subjects beside each other and lets them ask in turn, each `count` times. */
export async function measureAnswers(
  lab: Lab,
  window: MeasuredWindow,
  count: number,
): Promise<readonly Pair<AnswerFigures>[]> {
  for (const { answersCommand } of [ours, floor]) await window.agent.call("run", { command: answersCommand });
  await window.agent.call("settle", undefined);
  const pairs: Pair<AnswerFigures>[] = [];
  for (let index = 0; index < count; index++) {
    const figures = { ours: none, floor: none };
    const order = index % 2 === 0 ? [ours, floor] : [floor, ours];
    for (const subject of order) figures[subject.name] = await measureAnswer(lab, window, subject, `Zebra${index}`);
    pairs.push(figures);
  }
  return pairs;
}

const none: AnswerFigures = { message: Number.NaN, painted: Number.NaN };

async function measureAnswer(lab: Lab, window: MeasuredWindow, subject: Subject, word: string): Promise<AnswerFigures> {
  const { answer, log, asking } = await askAnswer(lab, window, subject);
  const painted = await watchForText(log, word);
  await sleep(calm);
  const writtenAt = answer.write(`${word} `);
  const { messageAt, paintedAt } = await painted();
  answer.end();
  await asking;
  return { message: messageAt - writtenAt, painted: paintedAt - writtenAt };
}

import { setTimeout as sleep } from "node:timers/promises";
import type { ActivationFigures } from "./agent/contract.ts";
import { watchForComposer } from "./composerProbe.ts";
import { MeasuredWindow, type Lab } from "./measuredWindow.ts";
import { watchForText } from "./paintProbe.ts";
import { watchRequests, type FetchedFile } from "./panelRequests.ts";
import type { Subject } from "./subjects.ts";

/** All that is measured of one subject in one window. Times are milliseconds. */
export type WindowFigures = {
  readonly activation: ActivationFigures;
  /** From the focus command. */
  readonly view: { readonly visible: number; readonly usable: number };
  /** From the first byte of each answer. */
  readonly answers: readonly { readonly message: number; readonly painted: number }[];
  /** Modules of the extension that its activation has read, and all that have been read in the end. */
  readonly filesAtActivation: readonly string[];
  readonly filesInTheEnd: readonly string[];
  readonly fetchedAtFirstOpen: readonly FetchedFile[];
};

/** How long the host and the page are left alone before something is timed. */
const calm = 500;

export async function measureWindow(lab: Lab, subject: Subject, answerCount: number): Promise<WindowFigures> {
  const { extensionId } = subject;
  await using window = await MeasuredWindow.open(lab);
  const { agent } = window;
  const activation = await agent.call("activate", { extensionId });
  const filesAtActivation = await agent.call("loadedFiles", { extensionId });
  const requests = watchRequests(window.workbench.page);
  const view = await measureView(window, subject);
  await sleep(calm);
  const fetchedAtFirstOpen = await requests.end();
  const answers = [];
  for (let index = 0; index < answerCount; index++) answers.push(await measureAnswer(lab, window, subject, index));
  const filesInTheEnd = await agent.call("loadedFiles", { extensionId });
  return { activation, view, answers, filesAtActivation, filesInTheEnd, fetchedAtFirstOpen };
}

async function measureView({ workbench, agent }: MeasuredWindow, subject: Subject): Promise<WindowFigures["view"]> {
  const composer = await watchForComposer(workbench.page, subject.composer);
  await agent.call("settle", undefined);
  const focusing = agent.call("run", { command: subject.focusCommand });
  const [{ startedAt }, { visibleAt, usableAt }] = await Promise.all([focusing, composer()]);
  return { visible: visibleAt - startedAt, usable: usableAt - startedAt };
}

async function measureAnswer(
  lab: Lab,
  { workbench, agent }: MeasuredWindow,
  subject: Subject,
  index: number,
): Promise<{ readonly message: number; readonly painted: number }> {
  const token = `Zebra${index}`;
  const asking = agent.call("run", {
    command: subject.askCommand,
    argument: { prompt: "Say an animal.", url: `${lab.answers.baseUrl}/chat/completions` },
  });
  const answer = await Promise.race([lab.answers.next(), asking.then(refuse)]);
  const painted = await watchForText(workbench.panel().locator(subject.log), token);
  await sleep(calm);
  const writtenAt = answer.write(`${token} `);
  const { messageAt, paintedAt } = await painted();
  answer.end();
  await asking;
  return { message: messageAt - writtenAt, painted: paintedAt - writtenAt };
}

function refuse(): never {
  throw new Error("The command that asks ended without a request to the model.");
}

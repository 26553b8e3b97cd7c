import { setTimeout as sleep } from "node:timers/promises";
import type { ActivationFigures, Memory } from "./agent/contract.ts";
import { watchForComposer } from "./composerProbe.ts";
import type { MeasuredWindow } from "./measuredWindow.ts";
import { readInlineCode, watchRequests, type FetchedFile } from "./panelRequests.ts";
import type { Subject } from "./subjects.ts";
import { watchThread } from "./threadProbe.ts";
import { webviewFrame } from "./webviewFrame.ts";

/** What one subject costs in a window in which nothing else has been used. */
export type StartFigures = {
  readonly activation: ActivationFigures;
  readonly view: ViewFigures;
  readonly memoryWithView: Memory;
  /** The extension's modules that had been read, as absolute paths. */
  readonly filesAtActivation: readonly string[];
  readonly filesWithView: readonly string[];
  readonly fetchedWithView: readonly FetchedFile[];
};

/** From the command that focuses the view until its text field is visible, and has taken a key. */
export type ViewFigures = {
  readonly visibleMs: number;
  readonly usableMs: number;
  /** Until the key: of the thread that the workbench and its webviews share. */
  readonly pageCpuMs: number;
  /** Until the key: of the extension host. */
  readonly hostCpuMs: number;
};

/** Long enough for what a view fetches after it can be used. */
const afterwards = 2_000;

/** Activates the extension, then opens its view for the first time. */
export async function measureStart(window: MeasuredWindow, subject: Subject): Promise<StartFigures> {
  const { agent, workbench } = window;
  const { extensionId } = subject;
  const activation = await agent.call("activate", { extensionId });
  const filesAtActivation = await agent.call("loadedFiles", { extensionId });
  const requests = watchRequests(workbench.page);
  const view = await measureView(window, subject);
  await sleep(afterwards);
  return {
    activation,
    view,
    memoryWithView: await agent.call("memory", undefined),
    filesAtActivation,
    filesWithView: await agent.call("loadedFiles", { extensionId }),
    fetchedWithView: [...(await requests.end()), ...(await readInlineCode(webviewFrame(workbench.page, subject)))],
  };
}

async function measureView({ workbench, agent }: MeasuredWindow, subject: Subject): Promise<ViewFigures> {
  const composer = await watchForComposer(workbench.page, subject.composer);
  await agent.call("settle", undefined);
  const cpuBefore = await agent.call("cpu", undefined);
  const thread = await watchThread(workbench.page);
  const focusing = agent.call("run", { command: subject.focusCommand });
  const [{ startedAt }, { visibleAt, usableAt }] = await Promise.all([focusing, composer()]);
  const { cpuMs } = await thread.end();
  return {
    visibleMs: visibleAt - startedAt,
    usableMs: usableAt - startedAt,
    pageCpuMs: cpuMs,
    hostCpuMs: (await agent.call("cpu", undefined)) - cpuBefore,
  };
}

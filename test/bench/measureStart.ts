import { setTimeout as sleep } from "node:timers/promises";
import type { ActivationFigures, Memory } from "./agent/contract.ts";
import { watchForComposer } from "./composerProbe.ts";
import type { MeasuredWindow } from "./measuredWindow.ts";
import { readInlineCode, watchRequests, type FetchedFile } from "./panelRequests.ts";
import type { Subject } from "./subjects.ts";
import { webviewFrame } from "./webviewFrame.ts";

/** What one subject costs in a window in which nothing else has been used. Times are milliseconds. */
export type StartFigures = {
  readonly activation: ActivationFigures;
  /** From the focus command. */
  readonly view: { readonly visible: number; readonly usable: number };
  readonly memoryWithView: Memory;
  /** The extension's modules that had been read, as absolute paths. */
  readonly filesAtActivation: readonly string[];
  readonly filesWithView: readonly string[];
  readonly fetchedWithView: readonly FetchedFile[];
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

async function measureView({ workbench, agent }: MeasuredWindow, subject: Subject): Promise<StartFigures["view"]> {
  const composer = await watchForComposer(workbench.page, subject.composer);
  await agent.call("settle", undefined);
  const focusing = agent.call("run", { command: subject.focusCommand });
  const [{ startedAt }, { visibleAt, usableAt }] = await Promise.all([focusing, composer()]);
  return { visible: visibleAt - startedAt, usable: usableAt - startedAt };
}

import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { startStopwatch } from "./stopwatch.ts";

const slice = 500;
const quietSlices = 4;
const patience = 30_000;

/**
 * Waits until whatever starts with the window has started, and this process has then been idle for two seconds:
 * below 4 % of a core. False when it did not come to that.
 */
export async function settle(): Promise<boolean> {
  const end = Date.now() + patience;
  let quiet = 0;
  while (quiet < quietSlices) {
    if (Date.now() > end) return false;
    const stop = startStopwatch();
    await sleep(slice);
    const { ms, cpuMs } = stop();
    quiet = hasStarted() && cpuMs < ms * 0.04 ? quiet + 1 : 0;
  }
  return true;
}

/** VS Code's own extensions that activate at the start come seconds after a window can be used. */
function hasStarted(): boolean {
  return vscode.extensions.all.filter(startsWithWindow).every(({ isActive }) => isActive);
}

function startsWithWindow({ packageJSON }: vscode.Extension<unknown>): boolean {
  const { activationEvents } = packageJSON as { readonly activationEvents?: readonly string[] };
  return activationEvents?.some((event) => event === "*" || event === "onStartupFinished") ?? false;
}

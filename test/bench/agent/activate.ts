import Module from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import type { ActivationFigures, Cost } from "./contract.ts";
import { readMemory } from "./readMemory.ts";
import { settle } from "./settle.ts";
import { startStopwatch } from "./stopwatch.ts";

/** Long enough for what an extension puts off until after its activation. */
const afterwards = 3_000;

/** @throws when there is no such extension, or it is already active */
export async function activate(extensionId: string): Promise<ActivationFigures> {
  const extension = vscode.extensions.getExtension(extensionId);
  if (extension === undefined) throw new Error(`VS Code does not know the extension ${extensionId}.`);
  if (extension.isActive) throw new Error(`${extensionId} was active before it could be measured.`);
  const settled = await settle();
  const others = activeExtensions();
  const before = await readMemory();
  const loading = timeLoading(extension.extensionPath);
  const stop = startStopwatch();
  await extension.activate();
  const activation = stop();
  const load = loading.end();
  await sleep(afterwards);
  const after = await readMemory();
  const joined = activeExtensions().filter((id) => id !== extensionId && !others.includes(id));
  const disturbances = [...(settled ? [] : ["the extension host did not come to rest"]), ...joined];
  return { load, activate: activation, before, after, disturbances };
}

function activeExtensions(): readonly string[] {
  return vscode.extensions.all.filter(({ isActive }) => isActive).map(({ id }) => id);
}

type Load = (this: unknown, request: string, ...rest: readonly unknown[]) => unknown;

/** Hooks the module loader, and times the first module under `folder` with all that it requires. */
function timeLoading(folder: string): { end(): Cost } {
  const original = Reflect.get(Module, "_load") as Load;
  let cost: Cost | undefined;
  const timed: Load = function load(request, ...rest) {
    if (cost !== undefined || !request.startsWith(folder)) return original.call(this, request, ...rest);
    const stop = startStopwatch();
    try {
      return original.call(this, request, ...rest);
    } finally {
      cost = stop();
    }
  };
  Reflect.set(Module, "_load", timed);
  return {
    end: () => {
      Reflect.set(Module, "_load", original);
      if (cost === undefined) throw new Error("The module loader was not asked for the extension's main module.");
      return cost;
    },
  };
}

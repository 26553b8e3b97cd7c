import Module from "node:module";
import { sep } from "node:path";
import * as vscode from "vscode";

/** The CommonJS modules of an extension that this process has evaluated. */
export function loadedFiles(extensionId: string): readonly string[] {
  const folder = vscode.extensions.getExtension(extensionId)?.extensionPath;
  if (folder === undefined) throw new Error(`VS Code does not know the extension ${extensionId}.`);
  const cache = Reflect.get(Module, "_cache") as Readonly<Record<string, unknown>>;
  return Object.keys(cache).filter((path) => path.startsWith(folder + sep));
}

import * as vscode from "vscode";
import { FileMemory } from "./fileMemory.ts";
import type { ReplaceFile } from "./replaceFile.ts";

/** What is kept of a workspace, a file each: what changes often apart from what is large. */
export type WorkspaceStateKind = "" | "-unsent" | "-context";

/**
 * The state of the opened workspace, in a file of the extension's global storage.
 *
 * Neither of VS Code's own places will do: `workspaceState` is written up to a minute later, and `storageUri` is another
 * folder for a while after a reload, as long as the window before still holds a lock on it.
 */
export async function openWorkspaceState(
  globalStorage: vscode.Uri,
  replace: ReplaceFile,
  kind: WorkspaceStateKind = "",
): Promise<FileMemory> {
  const name = await digest(workspaceIdentity());
  return FileMemory.open(vscode.Uri.joinPath(globalStorage, "workspaces", `${name}${kind}.json`), replace);
}

/** The same for every window on the same workspace or folder; empty windows share theirs. */
function workspaceIdentity(): string {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  return workspaceFile?.toString() ?? workspaceFolders.map(({ uri }) => uri.toString()).join("\n");
}

async function digest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash).subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

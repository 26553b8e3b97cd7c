import type * as vscode from "vscode";
import type { ReplaceFile } from "../replaceFile.ts";
import { openWorkspaceState } from "../workspaceState.ts";
import type { UnsentMemories } from "./unsent.ts";

/** What waits in the composers of this workspace. */
export async function openUnsent(globalStorage: vscode.Uri, replace: ReplaceFile): Promise<UnsentMemories> {
  const [texts, contexts] = await Promise.all([
    openWorkspaceState(globalStorage, replace, "-unsent"),
    openWorkspaceState(globalStorage, replace, "-context"),
  ]);
  return { texts, contexts };
}

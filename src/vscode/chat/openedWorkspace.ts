import * as vscode from "vscode";
import type { ConversationWorkspace } from "../../shared/chat/state.ts";

/** The workspace of this window, as conversations name it; undefined without a folder. */
export function openedWorkspace(): ConversationWorkspace | undefined {
  const { workspaceFile, workspaceFolders, name } = vscode.workspace;
  const folder = workspaceFolders?.[0];
  // A workspace that was never saved has a file that is gone with the window.
  const uri = workspaceFile?.scheme === "untitled" ? folder?.uri : (workspaceFile ?? folder?.uri);
  return uri && { uri: uri.toString(), name: name ?? folder?.name ?? "" };
}

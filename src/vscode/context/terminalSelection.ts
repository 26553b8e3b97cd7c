import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { textAttachment } from "./textAttachment.ts";

/**
 * What is selected in the active terminal; undefined when nothing is. VS Code has no public way to read it but its own
 * copy command.
 */
export async function captureTerminalSelection(): Promise<Attachment | undefined> {
  const before = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText("");
  await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
  const text = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(before);
  if (text === "") return undefined;
  return textAttachment("terminal", vscode.window.activeTerminal?.name ?? vscode.l10n.t("Terminal"), text);
}

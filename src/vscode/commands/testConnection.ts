import * as vscode from "vscode";
import { connectionReport } from "../../core/chat/connectionReport.ts";
import { toAbortSignal } from "../abortSignal.ts";
import { cancelled, type Outcome } from "./outcome.ts";

/** Tries the connection and opens what was found as an untitled document. */
export async function testConnection(
  parts: Parameters<typeof connectionReport>[0],
  settings: Parameters<typeof connectionReport>[1],
): Promise<Outcome> {
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t("Testing the connection to {0}", settings.endpoint.host);
  const content = await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    try {
      return await connectionReport(parts, settings, toAbortSignal(token));
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
  if (content === undefined) return cancelled;
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: true });
  return { outcome: "answered", text: content };
}

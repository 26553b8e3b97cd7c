import * as vscode from "vscode";
import type { Log } from "../../core/ports/log.ts";
import { commandIds } from "../../shared/ids.ts";

/** Returns what tells the person about a page that does not start, once at a time. */
export function silentPageTeller(log: Log): () => void {
  let isTold = false;
  return () => {
    log.warn("The page of a chat view said nothing after it was opened.");
    if (isTold) return;
    isTold = true;
    tell()
      .catch((error: unknown) => log.error("The person could not be told.", error))
      .finally(() => {
        isTold = false;
      });
  };
}

async function tell(): Promise<void> {
  const [reload, showLog] = [vscode.l10n.t("Reload Window"), vscode.l10n.t("Show Log")];
  const sentence = vscode.l10n.t("The chat does not start. Nothing is lost: reload the window to try again.");
  const pressed = await vscode.window.showWarningMessage(sentence, reload, showLog);
  if (pressed === reload) await vscode.commands.executeCommand("workbench.action.reloadWindow");
  if (pressed === showLog) await vscode.commands.executeCommand(commandIds.showLog);
}

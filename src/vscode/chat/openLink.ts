import * as vscode from "vscode";
import { toPlainMessage } from "../plainMessage.ts";

/** Opens a web address of an answer; VS Code shows it and asks first. Anything else never opens. */
export async function openLink(href: string): Promise<void> {
  const uri = vscode.Uri.parse(href);
  if (uri.scheme === "https" || uri.scheme === "http") {
    await vscode.env.openExternal(uri);
    return;
  }
  void vscode.window.showWarningMessage(
    toPlainMessage(vscode.l10n.t("This link is not a web address, so it was not opened: {0}", href)),
  );
}

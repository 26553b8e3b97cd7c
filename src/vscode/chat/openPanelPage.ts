import * as vscode from "vscode";
import { panelPage } from "../../shared/panelPage.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";

/**
 * Fills a view with the panel's page and opens the pipe to it. What the page says before anyone receives is kept.
 *
 * @param folder of the panel's built script and styles
 */
export function openPanelPage(webview: vscode.Webview, folder: vscode.Uri): Pipe {
  const early: unknown[] = [];
  let receive = (message: unknown): void => void early.push(message);
  webview.onDidReceiveMessage((message) => receive(message));
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = panelPage({
    language: vscode.env.language,
    source: webview.cspSource,
    nonce: crypto.randomUUID(),
    urlOf: (file) => webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString(),
    t: vscode.l10n.t,
  });
  return {
    send: (message) => void webview.postMessage(message),
    receive: (listener) => {
      receive = listener;
      for (const message of early.splice(0)) listener(message);
    },
  };
}

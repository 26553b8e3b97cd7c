import * as vscode from "vscode";
import { panelPage } from "../../shared/panelPage.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";

/** A pipe whose other end is still on its way. */
export type OpeningPipe = Pipe & {
  /** Resolves when the other end has said something. */
  readonly spoken: Promise<void>;
};

/**
 * Fills a view with the panel's page and opens the pipe to it. What the page says before anyone receives is kept.
 *
 * @param folder of the panel's built script and styles
 */
export async function openPanelPage(webview: vscode.Webview, folder: vscode.Uri): Promise<OpeningPipe> {
  const styles = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, "main.css"));
  const early: unknown[] = [];
  let receive = (message: unknown): void => void early.push(message);
  const spoken = new Promise<void>((resolve) => {
    webview.onDidReceiveMessage((message) => {
      receive(message);
      resolve();
    });
  });
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = panelPage({
    language: vscode.env.language,
    source: webview.cspSource,
    nonce: crypto.randomUUID(),
    script: webview.asWebviewUri(vscode.Uri.joinPath(folder, "main.js")).toString(),
    styles: new TextDecoder().decode(styles),
    t: vscode.l10n.t,
  });
  return {
    spoken,
    send: (message) => void webview.postMessage(message),
    receive: (listener) => {
      receive = listener;
      for (const message of early.splice(0)) listener(message);
    },
  };
}

import * as vscode from "vscode";
import { panelPage } from "../../shared/panelPage.ts";
import type { Pipe } from "../../shared/protocol/rpc.ts";
import { systemClock } from "../systemClock.ts";
import type { PageHolder } from "./pageHolder.ts";
import { watchPage } from "./watchPage.ts";

/** A pipe whose other end is still on its way. */
export type OpeningPipe = Pipe & {
  /** Resolves when the other end has said something. */
  readonly spoken: Promise<void>;
};

/** Of the panel's built script and styles. */
export function panelFolder({ extensionUri }: Pick<vscode.ExtensionContext, "extensionUri">): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "panel");
}

/** Fills a webview with the panel's page and opens the pipe to it. What the page says before anyone receives is kept. */
export async function openPanelPage(parts: {
  readonly webview: vscode.Webview;
  readonly holder: PageHolder;
  /** See {@link panelFolder}. */
  readonly folder: vscode.Uri;
  /** The page is in sight and does not start. */
  readonly onSilent: () => void;
}): Promise<OpeningPipe> {
  const { webview, holder, folder, onSilent } = parts;
  watchPage({ holder, onMessage: webview.onDidReceiveMessage, clock: systemClock, onSilent });
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

import * as vscode from "vscode";
import { readAnswer } from "./readAnswer.ts";

const page = `<textarea></textarea><div role="log" style="white-space:pre-wrap"></div><script>
addEventListener("message", (event) => document.querySelector("div").append(event.data))</script>`;

/** What any extension with a view costs. */
export function activate(): void {
  let webview: vscode.Webview | undefined;
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView: (view) => {
      webview = view.webview;
      webview.options = { enableScripts: true };
      webview.html = page;
    },
  };
  vscode.window.registerWebviewViewProvider("benchFloor.view", provider);
  vscode.window.registerWebviewViewProvider("benchFloor.below", provider);
  vscode.commands.registerCommand("benchFloor.ask", ({ url }: { readonly url: string }) =>
    readAnswer(url, (text) => void webview?.postMessage(text)),
  );
}

import type * as vscode from "vscode";

/** Says who calls, as HTTP asks for. */
export function userAgent(context: vscode.ExtensionContext): string {
  return `ask-chatgpt/${String(context.extension.packageJSON.version)}`;
}

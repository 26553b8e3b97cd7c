import * as vscode from "vscode";
import { isRecord } from "../../shared/protocol/validate.ts";
import { toPlainMessage } from "../plainMessage.ts";

/** Tells why nothing came of a command, where its result says so. */
export function tellRefusal(result: unknown): void {
  if (!isRecord(result) || result["outcome"] !== "refused" || typeof result["reason"] !== "string") return;
  void vscode.window.showWarningMessage(toPlainMessage(result["reason"]));
}

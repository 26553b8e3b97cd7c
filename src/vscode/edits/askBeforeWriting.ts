import * as vscode from "vscode";
import { toPlainMessage } from "../plainMessage.ts";
import type { WriteQuestion } from "./writeGate.ts";

/** A dialog of VS Code; closing it in any other way than by its button says no. */
export async function askBeforeWriting({ message, detail, action }: WriteQuestion): Promise<boolean> {
  const answer = await vscode.window.showWarningMessage(toPlainMessage(message), { modal: true, detail }, action);
  return answer === action;
}

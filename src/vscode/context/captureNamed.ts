import * as vscode from "vscode";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import { capture } from "./capture.ts";

/** The code that a command is told to be about, by `{ uri, range }`; undefined when its argument names none. */
export async function captureNamed(argument: unknown): Promise<Attachment | undefined> {
  if (!isRecord(argument)) return undefined;
  const { uri, range } = argument;
  if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  return capture(document, document.validateRange(range), "symbol");
}

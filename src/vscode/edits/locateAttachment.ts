import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { findDocument } from "./documents.ts";
import { toVsCodeRange } from "./textRanges.ts";

export type Located = { readonly document: vscode.TextDocument; readonly range: vscode.Range };

/**
 * Where an attached piece of code stands now: in its old place, or, when the lines around it moved, in the only other
 * place with the same text. Undefined when its document is gone, or the text is gone or stands there twice.
 */
export async function locateAttachment({ uri, range, text }: Attachment): Promise<Located | undefined> {
  if (uri === "" || range === undefined) return undefined;
  const document = await findDocument(vscode.Uri.parse(uri, true));
  if (!document) return undefined;
  const old = toVsCodeRange(range);
  if (document.getText(old) === text && document.validateRange(old).isEqual(old)) return { document, range: old };
  const whole = document.getText();
  const first = text === "" ? -1 : whole.indexOf(text);
  if (first < 0 || whole.includes(text, first + 1)) return undefined;
  return { document, range: new vscode.Range(document.positionAt(first), document.positionAt(first + text.length)) };
}

import * as vscode from "vscode";
import { relocate } from "../../core/context/relocate.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import { capture, wholeDocument } from "./capture.ts";
import { readAttachable } from "./readAttachable.ts";

/** What became of the source of an attachment. `now` is what would be attached now. */
export type Fresh =
  /** The same text, which may stand elsewhere. */
  { readonly type: "same" | "changed"; readonly now: Attachment } | { readonly type: "deleted" };

/** Whether there is a file that can change. */
export function hasSource({ kind, uri, range }: Attachment): boolean {
  return uri !== "" && (range !== undefined || kind === "image");
}

/** Compares an attachment that {@link hasSource} with its file, as it is in the editor where it is open. */
export async function readFresh(attachment: Attachment): Promise<Fresh> {
  const uri = vscode.Uri.parse(attachment.uri, true);
  if (!(await exists(uri))) return { type: "deleted" };
  const fresh = attachment.kind === "image" ? await readImage(attachment, uri) : await readPiece(attachment, uri);
  return fresh.type === "deleted" ? fresh : { ...fresh, now: { ...fresh.now, id: attachment.id } };
}

async function readImage(attachment: Attachment, uri: vscode.Uri): Promise<Fresh> {
  const read = await readAttachable(uri);
  if (read.type === "refused") return { type: "deleted" };
  const isSame = read.attachment.image?.base64 === attachment.image?.base64;
  return { type: isSame ? "same" : "changed", now: read.attachment };
}

async function readPiece(attachment: Attachment, uri: vscode.Uri): Promise<Fresh> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  if (attachment.kind === "file") {
    const now = capture(document, wholeDocument(document), "file");
    return { type: now.text === attachment.text ? "same" : "changed", now };
  }
  const { start, end } = attachment.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const offset = ({ line, character }: typeof start): number =>
    document.offsetAt(document.validatePosition(new vscode.Position(line, character)));
  const place = relocate(attachment, text, offset(start), offset(end));
  const range = new vscode.Range(document.positionAt(place.start), document.positionAt(place.end));
  return {
    type: place.type === "changed" ? "changed" : "same",
    now: capture(document, range, attachment.kind),
  };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString() && one.isUntitled))
    return true;
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

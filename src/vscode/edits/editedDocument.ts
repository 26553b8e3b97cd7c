import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { findDocument } from "./documents.ts";

/**
 * The document that an edit of an answer is for: the one that its path names, else the one that the question was about,
 * else the one in the active editor. A path never leads out of the opened folders.
 */
export async function findEditedDocument(
  path: string | undefined,
  attachments: readonly Attachment[],
): Promise<vscode.TextDocument | undefined> {
  if (path !== undefined) return findByPath(path, attachments);
  const attachment = attachments.find(({ uri, range }) => uri !== "" && range !== undefined);
  if (attachment) return findDocument(vscode.Uri.parse(attachment.uri, true));
  return vscode.window.activeTextEditor?.document;
}

async function findByPath(path: string, attachments: readonly Attachment[]): Promise<vscode.TextDocument | undefined> {
  const name = path.replaceAll("\\", "/").replace(/^\.?\//, "");
  const attached = attachments.find((attachment) => attachment.path === name && attachment.uri !== "");
  if (attached) return findDocument(vscode.Uri.parse(attached.uri, true));
  for (const { uri: folder } of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder, name);
    const isInside = uri.path.startsWith(`${folder.path.replace(/\/$/, "")}/`);
    const document = isInside ? await findDocument(uri) : undefined;
    if (document) return document;
  }
  return undefined;
}

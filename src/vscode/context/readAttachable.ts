import * as vscode from "vscode";
import type { AttachedImage, Attachment } from "../../shared/chat/state.ts";
import { mostImageBytes, mostTextBytes } from "../../shared/chat/limits.ts";
import { captureFile, pathOf } from "./capture.ts";
import { toBase64 } from "./base64.ts";

/** A file as it can be attached, or the sentence that says why it cannot. */
export type Attachable =
  | { readonly type: "attachment"; readonly attachment: Attachment }
  | { readonly type: "refused"; readonly sentence: string };

const IMAGE_ENDINGS: Readonly<Record<string, AttachedImage["mediaType"]>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

/** Reads a text, as it is in the editor where it is open, or an image. */
export async function readAttachable(uri: vscode.Uri): Promise<Attachable> {
  const path = pathOf(uri);
  const name = path.replace(/^.*\//, "");
  const mediaType = IMAGE_ENDINGS[name.replace(/^.*\./, "").toLowerCase()];
  try {
    const size = await sizeOf(uri);
    if (size > (mediaType ? mostImageBytes : mostTextBytes)) return refused(tooLarge(name, mediaType !== undefined));
    if (mediaType) {
      const base64 = toBase64(await vscode.workspace.fs.readFile(uri));
      return {
        type: "attachment",
        attachment: imageAttachment({ name, path, uri: uri.toString(), mediaType, base64 }),
      };
    }
    return { type: "attachment", attachment: captureFile(await vscode.workspace.openTextDocument(uri)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return refused(vscode.l10n.t("{0} cannot be added: {1}", path, reason));
  }
}

export function imageAttachment(image: {
  readonly name: string;
  readonly path: string;
  readonly uri: string;
  readonly mediaType: AttachedImage["mediaType"];
  readonly base64: string;
}): Attachment {
  const { name, path, uri, mediaType, base64 } = image;
  return {
    id: crypto.randomUUID(),
    kind: "image",
    label: name,
    path,
    uri,
    languageId: "",
    text: "",
    image: { mediaType, base64 },
  };
}

export function tooLarge(name: string, isImage: boolean): string {
  return isImage
    ? vscode.l10n.t("{0} was not added: images can have {1} MB.", name, mostImageBytes / 1_000_000)
    : vscode.l10n.t(
        "{0} was not added: files can have {1} MB. Select a part of it instead.",
        name,
        mostTextBytes / 1_000_000,
      );
}

/** A document that was never saved has no size on the disk. */
async function sizeOf(uri: vscode.Uri): Promise<number> {
  return uri.scheme === "untitled" ? 0 : (await vscode.workspace.fs.stat(uri)).size;
}

function refused(sentence: string): Attachable {
  return { type: "refused", sentence };
}

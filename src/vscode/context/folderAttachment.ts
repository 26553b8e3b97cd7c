import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { pathOf } from "./capture.ts";
import { mostGathered, textAttachment } from "./textAttachment.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

const MOST_LISTED = 1_000;
/** A larger file is only listed, in bytes. */
const LARGEST_FILE = 40_000;

/** The list of a folder's files, then the texts of as many as fit. */
export async function folderAttachment(
  folder: vscode.Uri,
  files: Pick<WorkspaceFiles, "below">,
  signal: AbortSignal,
): Promise<Attachment> {
  const path = pathOf(folder);
  const uris = await files.below(folder, signal);
  const listed = uris.slice(0, MOST_LISTED).map(pathOf);
  const parts = [listed.join("\n")];
  let room = mostGathered - (parts[0]?.length ?? 0);
  let whole = 0;
  for (const uri of uris.slice(0, MOST_LISTED)) {
    if (room <= 0) break;
    const text = await readText(uri);
    const part = text === undefined ? undefined : `==> ${pathOf(uri)} <==\n${text}`;
    if (part === undefined || part.length > room) continue;
    parts.push(part);
    room -= part.length;
    whole++;
  }
  const label = `${path.replace(/^.*\//, "")}/`;
  const leftOut =
    whole === uris.length
      ? {}
      : {
          leftOut: vscode.l10n.t(
            "{0}: {1} of {2} files were added, the others are only listed.",
            label,
            whole,
            uris.length,
          ),
        };
  return textAttachment("folder", label, parts.join("\n\n"), { path, ...leftOut });
}

/** Undefined for what is no text, or too long; as it is in the editor where it is open. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (open) return open.getText().length > LARGEST_FILE ? undefined : open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > LARGEST_FILE) return undefined;
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
    return text.includes("\0") ? undefined : text;
  } catch {
    // It is gone by now, cannot be read, or is no text.
    return undefined;
  }
}

import * as vscode from "vscode";
import type { Translate } from "../../shared/l10n.ts";
import { nameOf } from "./documents.ts";
import { newFileScheme } from "./newFileDocuments.ts";
import { whyNotKept } from "./encodings.ts";

/** Writable in principle, also where the file system does not say so. */
const FILE_SCHEMES = new Set(["file", "vscode-remote"]);

/** Why no change can be proposed for a document, as a sentence with the next step; undefined when one can. */
export async function whyNotEditable(document: vscode.TextDocument, t: Translate): Promise<string | undefined> {
  const uri = fileOf(document);
  const name = nameOf(uri);
  if (!vscode.workspace.isTrusted) {
    return t("This folder is not trusted, so no change is proposed. Choose Manage Workspace Trust, then ask again.");
  }
  if (document.uri.path.endsWith(".ipynb") && document.uri.scheme !== "vscode-notebook-cell") {
    return t("{0} is open as raw JSON. Open it as a notebook and select the code in a cell.", name);
  }
  if (uri.scheme === newFileScheme) return t("{0} is only proposed. Accept it first, or type into it.", name);
  if (uri.scheme === "untitled") return undefined;
  const writable = vscode.workspace.fs.isWritableFileSystem(uri.scheme);
  if (writable === undefined && !FILE_SCHEMES.has(uri.scheme)) {
    return t("{0} is not a file and cannot be changed. Copy the text into a new file first.", name);
  }
  if (writable === false || (await isReadOnly(uri))) {
    return t("{0} is read-only. Make it writable, or copy the text into a new file, then ask again.", name);
  }
  return whyNotKept(document, t);
}

/** Where the document is stored: for a notebook's cell, the notebook. */
export function fileOf({ uri }: vscode.TextDocument): vscode.Uri {
  if (uri.scheme !== "vscode-notebook-cell") return uri;
  const key = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
    candidate.getCells().some((cell) => cell.document.uri.toString() === key),
  );
  return notebook?.uri ?? uri;
}

/** A file that is not on disk yet is not read-only. */
async function isReadOnly(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ permissions = 0 }) => (permissions & vscode.FilePermission.Readonly) !== 0,
    () => false,
  );
}

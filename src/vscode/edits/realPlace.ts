import * as vscode from "vscode";
import { pathInside } from "../../core/edits/paths/pathInside.ts";
import { nameOf } from "./documents.ts";

/** Where a path of this computer leads once its symbolic links are followed; undefined when one leads nowhere. */
export type RealPath = (path: string) => Promise<string | undefined>;

/**
 * Where a file is in the workspace once every symbolic link is followed: `folder/src/a.ts`, with the name of its folder.
 * Undefined when that is outside, or cannot be told. The file need not exist.
 *
 * @param realPath absent where there is no disk; a link is then not followed, and what is below it counts as outside
 */
export async function realPlace(uri: vscode.Uri, realPath: RealPath | undefined): Promise<string | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (uri.scheme !== "file" || !realPath) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && !(await leadsThroughLink(folder.uri, uri))
      ? placeIn(folder.uri, folder.uri.path, uri.path)
      : undefined;
  }
  const real = await realPath(uri.fsPath);
  if (real === undefined) return undefined;
  for (const { uri: folder } of folders) {
    const outer = folder.scheme === "file" ? await realPath(folder.fsPath) : undefined;
    const place = outer === undefined ? undefined : placeIn(folder, outer, real);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The place that the words of `uri` say: `folder/src/a.ts`, or the whole path of a file in no folder. */
export function namedPlace(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder ? nameOf(folder.uri) + uri.path.slice(folder.uri.path.length) : uri.path;
}

function placeIn(folder: vscode.Uri, outer: string, path: string): string | undefined {
  const inner = pathInside(outer, path);
  // The folder's own name may say what is special about the files in it, as `.vscode` does.
  return inner === undefined || inner === "" ? undefined : `${nameOf(folder)}/${inner}`;
}

/** Whether the file, or a folder between it and `folder`, is a symbolic link. */
async function leadsThroughLink(folder: vscode.Uri, uri: vscode.Uri): Promise<boolean> {
  const parts = uri.path
    .slice(folder.path.length)
    .split("/")
    .filter((part) => part !== "");
  let at = folder;
  for (const part of parts) {
    at = vscode.Uri.joinPath(at, part);
    const type = await vscode.workspace.fs.stat(at).then(
      (stat) => stat.type,
      () => undefined,
    );
    if (type === undefined) return false;
    if ((type & vscode.FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}

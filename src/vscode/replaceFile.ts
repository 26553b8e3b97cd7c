import * as vscode from "vscode";

/** Replaces the bytes of a file, and makes its folder if need be. */
export type ReplaceFile = (file: vscode.Uri, bytes: Uint8Array) => Promise<void>;

/**
 * @param onDisk writes a path of this computer in one step; absent where there is no disk, and VS Code's own two steps
 * have to do
 */
export function fileReplacer(onDisk: ((path: string, bytes: Uint8Array) => Promise<unknown>) | undefined): ReplaceFile {
  return async (file, bytes) => {
    if (onDisk && file.scheme === "file") {
      await onDisk(file.fsPath, bytes);
      return;
    }
    const temporary = file.with({ path: `${file.path}.saving` });
    await vscode.workspace.fs.writeFile(temporary, bytes);
    await vscode.workspace.fs.rename(temporary, file, { overwrite: true });
  };
}

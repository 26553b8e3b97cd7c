import * as vscode from "vscode";
import type { Folder, FolderEntry, FolderFile } from "../core/ports/folder.ts";

/**
 * A folder where there is no disk of this computer, through VS Code. Replacing a file is two steps there, and only the
 * work of this window keeps out of each other's way.
 */
export class VsCodeFolder implements Folder {
  readonly #uri: vscode.Uri;
  readonly #working = new Map<string, Promise<unknown>>();

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
  }

  async list(): Promise<readonly FolderEntry[]> {
    const found = await orMissing(vscode.workspace.fs.readDirectory(this.#uri), []);
    const names = found.filter(([name, type]) => type === vscode.FileType.File && !name.endsWith(".saving"));
    const entries = await Promise.all(names.map(([name]) => this.#entry(name)));
    return entries.filter((entry) => entry !== undefined);
  }

  async read(name: string): Promise<FolderFile | undefined> {
    const version = await this.version(name);
    const bytes = await orMissing(vscode.workspace.fs.readFile(this.#file(name)), undefined);
    return bytes && version !== undefined ? { text: new TextDecoder().decode(bytes), version } : undefined;
  }

  async version(name: string): Promise<string | undefined> {
    return (await this.#entry(name))?.version;
  }

  async replace(name: string, text: string): Promise<string> {
    const temporary = `${name}.saving`;
    await vscode.workspace.fs.writeFile(this.#file(temporary), new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(this.#file(temporary), this.#file(name), { overwrite: true });
    return (await this.version(name)) ?? "";
  }

  async rename(from: string, to: string): Promise<void> {
    await orMissing(vscode.workspace.fs.rename(this.#file(from), this.#file(to), { overwrite: true }), undefined);
  }

  async copy(from: string, to: string): Promise<void> {
    await vscode.workspace.fs.copy(this.#file(from), this.#file(to), { overwrite: true });
  }

  async delete(name: string): Promise<void> {
    await orMissing(vscode.workspace.fs.delete(this.#file(name)), undefined);
  }

  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.#working.get(name) ?? Promise.resolve();
    const run = before.then(work, work);
    this.#working.set(name, run);
    try {
      return await run;
    } finally {
      if (this.#working.get(name) === run) this.#working.delete(name);
    }
  }

  async #entry(name: string): Promise<FolderEntry | undefined> {
    const found = await orMissing(vscode.workspace.fs.stat(this.#file(name)), undefined);
    return found && { name, version: `${found.size}-${found.mtime}`, changedAt: found.mtime };
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#uri, name);
  }
}

async function orMissing<T, U>(work: Thenable<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return otherwise;
    throw error;
  }
}

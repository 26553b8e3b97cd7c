import * as vscode from "vscode";
import { beyondLimit, type StoredSize } from "../core/persistence/sizeLimit.ts";
import type { ReplaceFile } from "./replaceFile.ts";

/** Names a file: a folder for each conversation, and in it `name`.json. */
export type FileKey = { readonly conversationId: string; readonly name: string };

type StoredFile = FileKey & StoredSize;

/** Files of the extension's storage that belong to conversations and may take so much together: the oldest go first. All windows share them. */
export class BoundedFiles {
  readonly #folder: vscode.Uri;
  readonly #replace: ReplaceFile;
  readonly #limit: number;
  /** What is known of the folder since it was last looked through; other windows write there too. */
  #known: Map<string, StoredFile> | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  /** @param limit of all files together, in bytes */
  constructor(folder: vscode.Uri, replace: ReplaceFile, limit: number) {
    this.#folder = folder;
    this.#replace = replace;
    this.#limit = limit;
  }

  /** Undefined when it is not there. */
  async read(key: FileKey): Promise<string | undefined> {
    const bytes = await orWhenMissing(vscode.workspace.fs.readFile(this.#file(key)), undefined);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Writes a file, and lets go what is beyond the limit then. Resolves with what went, which may be this one. */
  write(key: FileKey, text: string): Promise<readonly FileKey[]> {
    const writing = this.#writing.then(() => this.#write(key, new TextEncoder().encode(text)));
    // A failing write must not hold up the next one.
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  /** The names of a conversation's files. */
  async namesOf(conversationId: string): Promise<ReadonlySet<string>> {
    const entries = await orWhenMissing(vscode.workspace.fs.readDirectory(this.#folderOf(conversationId)), []);
    return new Set(entries.flatMap(([name]) => /^(.+)\.json$/.exec(name)?.[1] ?? []));
  }

  /** Deletes the files of conversations that are gone. */
  async tidy(exists: (conversationId: string) => Promise<boolean>): Promise<void> {
    for (const conversationId of await this.#conversations()) {
      if (await exists(conversationId)) continue;
      await orWhenMissing(vscode.workspace.fs.delete(this.#folderOf(conversationId), { recursive: true }), undefined);
    }
    this.#known = undefined;
  }

  async #write(key: FileKey, bytes: Uint8Array): Promise<readonly FileKey[]> {
    // Nothing else goes for what has no room anyway.
    if (bytes.length > this.#limit) {
      await this.#delete(key);
      return [key];
    }
    await this.#replace(this.#file(key), bytes);
    this.#known ??= await this.#lookThrough();
    this.#known.set(pathOf(key), { ...key, bytes: bytes.length, changedAt: Date.now() });
    if (beyondLimit([...this.#known.values()], this.#limit).length === 0) return [];
    this.#known = await this.#lookThrough();
    const going = beyondLimit([...this.#known.values()], this.#limit);
    for (const file of going) await this.#delete(file);
    return going;
  }

  async #lookThrough(): Promise<Map<string, StoredFile>> {
    const known = new Map<string, StoredFile>();
    for (const conversationId of await this.#conversations()) {
      for (const name of await this.namesOf(conversationId)) {
        const key = { conversationId, name };
        const stat = await orWhenMissing(vscode.workspace.fs.stat(this.#file(key)), undefined);
        if (stat) known.set(pathOf(key), { ...key, bytes: stat.size, changedAt: stat.mtime });
      }
    }
    return known;
  }

  async #conversations(): Promise<readonly string[]> {
    const entries = await orWhenMissing(vscode.workspace.fs.readDirectory(this.#folder), []);
    return entries.filter(([, type]) => type === vscode.FileType.Directory).map(([name]) => name);
  }

  async #delete(key: FileKey): Promise<void> {
    this.#known?.delete(pathOf(key));
    await orWhenMissing(vscode.workspace.fs.delete(this.#file(key)), undefined);
  }

  #folderOf(conversationId: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, conversationId);
  }

  #file(key: FileKey): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, pathOf(key));
  }
}

function pathOf({ conversationId, name }: FileKey): string {
  return `${conversationId}/${name}.json`;
}

async function orWhenMissing<T, U>(work: Thenable<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return otherwise;
    throw error;
  }
}

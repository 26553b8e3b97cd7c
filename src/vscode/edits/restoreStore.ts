import * as vscode from "vscode";
import type { RestorePoint } from "../../core/edits/restore/restorePoint.ts";
import { formatRestoreRecord, parseRestoreRecord } from "../../core/edits/restore/restoreRecord.ts";
import { beyondLimit, restoreLimit, type StoredSize } from "../../core/edits/restore/sizeLimit.ts";
import type { ReplaceFile } from "../replaceFile.ts";

/** Names the restore points of one file of a proposal, by the id that the list of changed files gives it. */
export type RestoreKey = { readonly conversationId: string; readonly fileId: string };

type StoredRecord = RestoreKey & StoredSize;

/**
 * Restore points in a folder of the extension's storage: one file for each file of a
 * proposal, in a folder for each conversation. All windows share it; a proposal belongs to one window. Calls must not overlap.
 */
export class RestoreStore {
  readonly #folder: vscode.Uri;
  readonly #replace: ReplaceFile;
  readonly #limit: number;
  /** What is known of the folder since it was last looked through; other windows write there too. */
  #known: Map<string, StoredRecord> | undefined;

  /** @param limit of all files together, in bytes */
  constructor(folder: vscode.Uri, replace: ReplaceFile, limit: number = restoreLimit) {
    this.#folder = folder;
    this.#replace = replace;
    this.#limit = limit;
  }

  /** Undefined when there are none any more, or when their file cannot be read. */
  async read(key: RestoreKey): Promise<readonly RestorePoint[] | undefined> {
    const bytes = await orWhenMissing(vscode.workspace.fs.readFile(this.#file(key)), undefined);
    return bytes && parseRestoreRecord(new TextDecoder().decode(bytes));
  }

  /** Writes the points, and lets go what is beyond the limit then. Resolves with what went, which may be these. */
  async write(key: RestoreKey, points: readonly RestorePoint[]): Promise<readonly RestoreKey[]> {
    const bytes = new TextEncoder().encode(formatRestoreRecord(points));
    // Nothing else goes for what has no room anyway.
    if (bytes.length > this.#limit) {
      await this.#delete(key);
      return [key];
    }
    await this.#replace(this.#file(key), bytes);
    this.#known ??= await this.#lookThrough();
    this.#known.set(nameOf(key), { ...key, bytes: bytes.length, changedAt: Date.now() });
    if (beyondLimit([...this.#known.values()], this.#limit).length === 0) return [];
    this.#known = await this.#lookThrough();
    const going = beyondLimit([...this.#known.values()], this.#limit);
    for (const record of going) await this.#delete(record);
    return going;
  }

  /** The files of a conversation whose points are there. */
  async filesOf(conversationId: string): Promise<ReadonlySet<string>> {
    const entries = await orWhenMissing(vscode.workspace.fs.readDirectory(this.#folderOf(conversationId)), []);
    return new Set(entries.flatMap(([name]) => /^(.+)\.json$/.exec(name)?.[1] ?? []));
  }

  /** Deletes the points of conversations that are gone. */
  async tidy(exists: (conversationId: string) => Promise<boolean>): Promise<void> {
    for (const conversationId of await this.#conversations()) {
      if (await exists(conversationId)) continue;
      await orWhenMissing(vscode.workspace.fs.delete(this.#folderOf(conversationId), { recursive: true }), undefined);
    }
    this.#known = undefined;
  }

  async #lookThrough(): Promise<Map<string, StoredRecord>> {
    const known = new Map<string, StoredRecord>();
    for (const conversationId of await this.#conversations()) {
      for (const fileId of await this.filesOf(conversationId)) {
        const key = { conversationId, fileId };
        const stat = await orWhenMissing(vscode.workspace.fs.stat(this.#file(key)), undefined);
        if (stat) known.set(nameOf(key), { ...key, bytes: stat.size, changedAt: stat.mtime });
      }
    }
    return known;
  }

  async #conversations(): Promise<readonly string[]> {
    const entries = await orWhenMissing(vscode.workspace.fs.readDirectory(this.#folder), []);
    return entries.filter(([, type]) => type === vscode.FileType.Directory).map(([name]) => name);
  }

  async #delete(key: RestoreKey): Promise<void> {
    this.#known?.delete(nameOf(key));
    await orWhenMissing(vscode.workspace.fs.delete(this.#file(key)), undefined);
  }

  #folderOf(conversationId: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, conversationId);
  }

  #file({ conversationId, fileId }: RestoreKey): vscode.Uri {
    return vscode.Uri.joinPath(this.#folderOf(conversationId), `${fileId}.json`);
  }
}

function nameOf({ conversationId, fileId }: RestoreKey): string {
  return `${conversationId}/${fileId}`;
}

async function orWhenMissing<T, U>(work: Thenable<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return otherwise;
    throw error;
  }
}

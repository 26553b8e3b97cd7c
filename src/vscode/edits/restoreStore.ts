import type * as vscode from "vscode";
import type { RestorePoint } from "../../core/edits/restore/restorePoint.ts";
import { formatRestoreRecord, parseRestoreRecord } from "../../core/edits/restore/restoreRecord.ts";
import { BoundedFiles, type FileKey } from "../boundedFiles.ts";
import type { ReplaceFile } from "../replaceFile.ts";

/** How much all restore points may take together, in bytes on disk. */
const LIMIT = 50_000_000;

/** Names the restore points of one file of a proposal, by the id that the list of changed files gives it. */
export type RestoreKey = { readonly conversationId: string; readonly fileId: string };

/** Restore points on disk: one file for each file of a proposal, which belongs to one window. */
export class RestoreStore {
  readonly #files: BoundedFiles;

  /** @param limit of all files together, in bytes */
  constructor(folder: vscode.Uri, replace: ReplaceFile, limit: number = LIMIT) {
    this.#files = new BoundedFiles(folder, replace, limit);
  }

  /** Undefined when there are none any more, or when their file cannot be read. */
  async read(key: RestoreKey): Promise<readonly RestorePoint[] | undefined> {
    const text = await this.#files.read(toFileKey(key));
    return text === undefined ? undefined : parseRestoreRecord(text);
  }

  /** Writes the points, and lets go what is beyond the limit then. Resolves with what went, which may be these. */
  async write(key: RestoreKey, points: readonly RestorePoint[]): Promise<readonly RestoreKey[]> {
    const gone = await this.#files.write(toFileKey(key), formatRestoreRecord(points));
    return gone.map(({ conversationId, name }) => ({ conversationId, fileId: name }));
  }

  /** The files of a conversation whose points are there. */
  filesOf(conversationId: string): Promise<ReadonlySet<string>> {
    return this.#files.namesOf(conversationId);
  }

  /** Deletes the points of conversations that are gone. */
  tidy(exists: (conversationId: string) => Promise<boolean>): Promise<void> {
    return this.#files.tidy(exists);
  }
}

function toFileKey({ conversationId, fileId }: RestoreKey): FileKey {
  return { conversationId, name: fileId };
}

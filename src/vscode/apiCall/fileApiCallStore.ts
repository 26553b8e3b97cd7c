import type * as vscode from "vscode";
import { formatCallRecord, parseCallRecord } from "../../core/apiCall/callRecord.ts";
import type { ApiCall, ApiCallStore, TurnKey } from "../../core/ports/apiCallStore.ts";
import { BoundedFiles, type FileKey } from "../boundedFiles.ts";
import type { ReplaceFile } from "../replaceFile.ts";

/** How much all requests may take together, in bytes on disk. */
const LIMIT = 20_000_000;

/** The requests of turns on disk, one file each. Those of deleted conversations go with the first write of a later session. */
export class FileApiCallStore implements ApiCallStore {
  readonly #files: BoundedFiles;
  readonly #hasConversation: (id: string) => Promise<boolean>;
  #isTidy = false;

  constructor(folder: vscode.Uri, replace: ReplaceFile, hasConversation: (id: string) => Promise<boolean>) {
    this.#files = new BoundedFiles(folder, replace, LIMIT);
    this.#hasConversation = hasConversation;
  }

  async read(key: TurnKey): Promise<ApiCall | undefined> {
    const text = await this.#files.read(toFileKey(key));
    return text === undefined ? undefined : parseCallRecord(text);
  }

  async write(key: TurnKey, call: ApiCall): Promise<void> {
    await this.#files.write(toFileKey(key), formatCallRecord(call));
    if (this.#isTidy) return;
    await this.#files.tidy(this.#hasConversation);
    this.#isTidy = true;
  }
}

function toFileKey({ conversationId, turnId }: TurnKey): FileKey {
  return { conversationId, name: turnId };
}

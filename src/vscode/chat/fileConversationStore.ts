import * as vscode from "vscode";
import { formatConversation, parseConversation } from "../../core/persistence/conversationFile.ts";
import type { ConversationStore } from "../../core/ports/conversationStore.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Conversation } from "../../shared/chat/state.ts";

/** Conversations as JSON files in a folder of the extension's storage. */
export class FileConversationStore implements ConversationStore {
  readonly #folder: vscode.Uri;
  readonly #log: Log;

  constructor(folder: vscode.Uri, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async load(id: string): Promise<Conversation | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await vscode.workspace.fs.readFile(this.#file(id));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
      throw error;
    }
    const conversation = parseConversation(new TextDecoder().decode(bytes));
    if (!conversation) this.#log.warn(`The conversation ${id} cannot be read; its file is left as it is.`);
    return conversation;
  }

  /** Written under another name first, so that a crash never leaves half a file behind. */
  async save(conversation: Conversation): Promise<void> {
    const temporary = this.#file(`${conversation.id}.saving`);
    await vscode.workspace.fs.writeFile(temporary, new TextEncoder().encode(formatConversation(conversation)));
    await vscode.workspace.fs.rename(temporary, this.#file(conversation.id), { overwrite: true });
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${name}.json`);
  }
}

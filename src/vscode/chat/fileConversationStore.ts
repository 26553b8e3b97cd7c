import * as vscode from "vscode";
import { formatConversation, parseConversation } from "../../core/persistence/conversationFile.ts";
import type { ConversationStore, ConversationSummary } from "../../core/ports/conversationStore.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Conversation } from "../../shared/chat/state.ts";
import type { ReplaceFile } from "../replaceFile.ts";

/** Conversations as JSON files in a folder of the extension's storage. */
export class FileConversationStore implements ConversationStore {
  readonly #folder: vscode.Uri;
  readonly #replace: ReplaceFile;
  readonly #log: Log;

  constructor(folder: vscode.Uri, replace: ReplaceFile, log: Log) {
    this.#folder = folder;
    this.#replace = replace;
    this.#log = log;
  }

  async load(id: string): Promise<Conversation | undefined> {
    const bytes = await orWhenMissing(vscode.workspace.fs.readFile(this.#file(id)), undefined);
    if (bytes === undefined) return undefined;
    const conversation = parseConversation(new TextDecoder().decode(bytes));
    if (!conversation) this.#log.warn(`The conversation ${id} cannot be read; its file is left as it is.`);
    return conversation;
  }

  async has(id: string): Promise<boolean> {
    return (await orWhenMissing(vscode.workspace.fs.stat(this.#file(id)), undefined)) !== undefined;
  }

  async list(): Promise<readonly ConversationSummary[]> {
    const entries = await orWhenMissing(vscode.workspace.fs.readDirectory(this.#folder), []);
    const ids = entries.flatMap(([name]) => /^([\w-]+)\.json$/.exec(name)?.[1] ?? []);
    const summaries = await Promise.all(ids.map((id) => this.#summary(id)));
    return summaries.filter((summary) => summary !== undefined).toSorted((a, b) => b.changedAt - a.changedAt);
  }

  async delete(id: string): Promise<void> {
    await orWhenMissing(vscode.workspace.fs.delete(this.#file(id)), undefined);
  }

  save(conversation: Conversation): Promise<void> {
    return this.#replace(this.#file(conversation.id), new TextEncoder().encode(formatConversation(conversation)));
  }

  async #summary(id: string): Promise<ConversationSummary | undefined> {
    const conversation = await this.load(id);
    if (!conversation) return undefined;
    const { mtime } = await vscode.workspace.fs.stat(this.#file(id));
    return { id, title: conversation.title, changedAt: mtime, turns: conversation.turns.length };
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${name}.json`);
  }
}

async function orWhenMissing<T, U>(work: Thenable<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return otherwise;
    throw error;
  }
}

import * as vscode from "vscode";
import { Chat, type ChatParts } from "../../core/chat/chat.ts";
import { fork } from "../../core/chat/fork.ts";
import { settled } from "../../core/persistence/conversationFile.ts";
import type { Conversation, ConversationOptions } from "../../shared/chat/state.ts";

/** What becomes of a deleted conversation: it comes back as it was, or is gone for good. */
export type Deletion = { readonly undo: () => Promise<void>; readonly forget: () => Promise<void> };

/** The conversations that are open in this window, whichever views show them. */
export class Chats implements vscode.Disposable {
  readonly #parts: ChatParts;
  readonly #held = new vscode.EventEmitter<Chat>();
  readonly #deleted = new vscode.EventEmitter<string>();
  readonly #running = new vscode.EventEmitter<void>();
  readonly #open = new Set<Chat>();

  /** Fires when a conversation has been made or read from disk. */
  readonly onDidHold = this.#held.event;
  /** Fires with the id of a conversation that is gone. */
  readonly onDidDelete = this.#deleted.event;
  /** Fires when an answer may have started or ended. */
  readonly onDidChangeRunning = this.#running.event;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** An empty conversation. It is saved with its first question. */
  create(options?: ConversationOptions): Chat {
    const { createId, clock, workspace: readWorkspace } = this.#parts;
    const workspace = readWorkspace?.();
    return this.#hold({
      id: createId(),
      title: "",
      createdAt: clock.now(),
      turns: [],
      ...(workspace && { workspace }),
      ...(options && { options }),
    });
  }

  /** A conversation with everything that another has. It is saved with its first question. */
  copy({ conversation }: Chat): Chat {
    return this.#hold({ ...settled(conversation), id: this.#parts.createId() });
  }

  /** Begins a conversation with the turns of another up to one of them. Undefined when that turn is not shown. */
  async fork({ conversation }: Chat, turnId: string): Promise<Chat | undefined> {
    const { createId, clock } = this.#parts;
    const copy = fork(conversation, turnId, { createId, now: clock.now() });
    if (!copy) return undefined;
    const chat = this.#hold(copy);
    await chat.rename(vscode.l10n.t("Fork of {0}", conversation.title));
    return chat;
  }

  /** Undefined when it is gone or cannot be read. */
  async find(id: string): Promise<Chat | undefined> {
    const held = this.#heldWith(id);
    if (held) return held;
    const stored = await this.#parts.store.load(id);
    // Another may have asked for it meanwhile.
    return this.#heldWith(id) ?? (stored && this.#hold(stored));
  }

  /** Those that have been opened in this window. */
  held(): readonly Chat[] {
    return [...this.#open];
  }

  /** Those that are being answered. */
  running(): readonly Chat[] {
    return this.held().filter((chat) => chat.isRunning);
  }

  /** Renames a saved conversation, open or not. */
  async rename(id: string, title: string): Promise<void> {
    const chat = await this.find(id);
    await chat?.rename(title);
  }

  /** Keeps a conversation above the others in the history, or no longer. */
  async pin(id: string, pinned: boolean): Promise<void> {
    const chat = await this.find(id);
    await chat?.pin(pinned);
  }

  /** Saves a conversation that comes from elsewhere, as a new one. */
  async add(conversation: Omit<Conversation, "id">): Promise<string> {
    const { createId, store, workspace: readWorkspace } = this.#parts;
    const id = createId();
    const workspace = conversation.workspace ?? readWorkspace?.();
    await store.save({ ...conversation, id, ...(workspace && { workspace }) });
    return id;
  }

  /** Deletes a conversation. Undefined when there is nothing to delete. */
  async delete(id: string): Promise<Deletion | undefined> {
    const { store } = this.#parts;
    const held = this.#heldWith(id);
    await held?.close();
    if (!held && !(await store.has(id))) return undefined;
    if (held) this.#open.delete(held);
    await store.delete(id);
    this.#deleted.fire(id);
    return { undo: () => store.restore(id), forget: () => store.forget(id) };
  }

  /** Takes over what other windows changed in a conversation, or in all that are open here. */
  async refresh(id?: string): Promise<void> {
    const meant = this.held().filter(({ conversation }) => id === undefined || conversation.id === id);
    await Promise.all(meant.map((chat) => chat.refresh()));
  }

  /** Stops everything and starts to save it. */
  dispose(): void {
    this.#held.dispose();
    this.#deleted.dispose();
    this.#running.dispose();
    for (const chat of this.#open) void chat.close();
  }

  #hold(conversation: Conversation): Chat {
    const chat = new Chat(this.#parts, conversation);
    this.#open.add(chat);
    chat.onEvent((event) => {
      if (/^(?:turn-|answer-end$|conversation-replaced$)/.test(event.type)) this.#running.fire();
    });
    this.#held.fire(chat);
    return chat;
  }

  #heldWith(id: string): Chat | undefined {
    return this.held().find(({ conversation }) => conversation.id === id);
  }
}

import * as vscode from "vscode";
import { Chat, type ChatParts } from "../../core/chat/chat.ts";
import { fork } from "../../core/chat/fork.ts";
import type { Conversation } from "../../shared/chat/state.ts";

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
  create(): Chat {
    const id = this.#parts.createId();
    return this.#hold({ id, title: "", createdAt: this.#parts.clock.now(), turns: [] });
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

  /** Renames a saved conversation, open or not. */
  async rename(id: string, title: string): Promise<void> {
    const held = this.#heldWith(id);
    if (held) return held.rename(title);
    const stored = await this.#parts.store.load(id);
    if (stored) await this.#parts.store.save({ ...stored, title });
  }

  /** Deletes a conversation; resolves with what brings it back, undefined when there is nothing to delete. */
  async delete(id: string): Promise<(() => Promise<void>) | undefined> {
    const held = this.#heldWith(id);
    await held?.close();
    const conversation = held?.conversation ?? (await this.#parts.store.load(id));
    if (!conversation) return undefined;
    if (held) this.#open.delete(held);
    await this.#parts.store.delete(id);
    this.#deleted.fire(id);
    return () => this.#parts.store.save(conversation);
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
      if (event.type.startsWith("turn-") || event.type === "answer-end") this.#running.fire();
    });
    this.#held.fire(chat);
    return chat;
  }

  #heldWith(id: string): Chat | undefined {
    return this.held().find(({ conversation }) => conversation.id === id);
  }
}

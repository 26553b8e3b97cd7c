import * as vscode from "vscode";
import { Chat, type ChatParts } from "../../core/chat/chat.ts";
import type { Memory } from "../../core/ports/memory.ts";
import { contextKeys } from "../../shared/ids.ts";
import { stateKeys } from "../stateKeys.ts";
import { isRunning, type Conversation } from "../../shared/chat/state.ts";

/**
 * The conversation that the panel shows, and those that still run behind it.
 * `memory` belongs to the workspace, so that a reloaded window comes back to its own conversation.
 */
export class Chats implements vscode.Disposable {
  readonly #parts: ChatParts;
  readonly #memory: Memory;
  readonly #changed = new vscode.EventEmitter<Chat>();
  readonly #held = new vscode.EventEmitter<Chat>();
  readonly #open = new Set<Chat>();
  #current: Promise<Chat> | undefined;

  /** Fires when the panel is to show another conversation. */
  readonly onDidChangeCurrent = this.#changed.event;
  /** Fires when a conversation has been made or read from disk. */
  readonly onDidHold = this.#held.event;

  constructor(parts: ChatParts, memory: Memory) {
    this.#parts = parts;
    this.#memory = memory;
  }

  /** The current conversation, loaded on first use; a new one when there is none to go on with. */
  current(): Promise<Chat> {
    this.#current ??= this.#restore();
    return this.#current;
  }

  /** Opens an empty conversation. A running answer goes on in the one that is left. */
  async startNew(): Promise<Chat> {
    const current = await this.current();
    return current.conversation.turns.length === 0 ? current : this.#show(this.#hold(this.#empty()));
  }

  /** Opens a saved conversation. Undefined when it is gone or cannot be read. */
  async open(id: string): Promise<Chat | undefined> {
    const chat = await this.find(id);
    return chat && this.#show(chat);
  }

  /** A conversation, without showing it. Undefined when it is gone or cannot be read. */
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
    const current = await this.current();
    if (held) this.#open.delete(held);
    await this.#parts.store.delete(id);
    if (held === current) await this.#show(this.#hold(this.#empty()));
    return () => this.#parts.store.save(conversation);
  }

  /** Stops every running answer, in whichever conversation. */
  stop(): void {
    for (const chat of this.#open) chat.stop();
  }

  /** Stops everything and starts to save it. */
  dispose(): void {
    this.#changed.dispose();
    this.#held.dispose();
    for (const chat of this.#open) void chat.close();
  }

  async #restore(): Promise<Chat> {
    const id = this.#memory.get(stateKeys.currentConversation);
    const stored = id === undefined ? undefined : await this.find(id);
    const chat = stored ?? this.#hold(this.#empty());
    if (!stored) await this.#memory.set(stateKeys.currentConversation, chat.conversation.id);
    return chat;
  }

  async #show(chat: Chat): Promise<Chat> {
    this.#current = Promise.resolve(chat);
    await this.#memory.set(stateKeys.currentConversation, chat.conversation.id);
    this.#changed.fire(chat);
    return chat;
  }

  #empty(): Conversation {
    return { id: this.#parts.createId(), title: "", createdAt: this.#parts.clock.now(), turns: [] };
  }

  #hold(conversation: Conversation): Chat {
    const chat = new Chat(this.#parts, conversation);
    this.#open.add(chat);
    chat.onEvent((event) => {
      if (event.type.startsWith("turn-") || event.type === "answer-end") this.#showRunning();
    });
    this.#held.fire(chat);
    return chat;
  }

  #heldWith(id: string): Chat | undefined {
    return this.held().find(({ conversation }) => conversation.id === id);
  }

  #showRunning(): void {
    const running = Array.from(this.#open).some(({ conversation }) =>
      conversation.turns.some(({ answer }) => isRunning(answer.state)),
    );
    void vscode.commands.executeCommand("setContext", contextKeys.running, running);
  }
}

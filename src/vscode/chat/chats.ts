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
  readonly #open = new Set<Chat>();
  #current: Promise<Chat> | undefined;

  /** Fires when the panel is to show another conversation. */
  readonly onDidChangeCurrent = this.#changed.event;

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
    if (current.conversation.turns.length === 0) return current;
    const chat = this.#hold({ id: this.#parts.createId(), title: "", createdAt: this.#parts.clock.now(), turns: [] });
    this.#current = Promise.resolve(chat);
    await this.#memory.set(stateKeys.currentConversation, chat.conversation.id);
    this.#changed.fire(chat);
    return chat;
  }

  /** Stops every running answer, in whichever conversation. */
  stop(): void {
    for (const chat of this.#open) chat.stop();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Stops and saves everything. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.#open, (chat) => chat.close()));
  }

  async #restore(): Promise<Chat> {
    const id = this.#memory.get(stateKeys.currentConversation);
    const stored = id === undefined ? undefined : await this.#parts.store.load(id);
    const conversation = stored ?? {
      id: this.#parts.createId(),
      title: "",
      createdAt: this.#parts.clock.now(),
      turns: [],
    };
    if (!stored) await this.#memory.set(stateKeys.currentConversation, conversation.id);
    return this.#hold(conversation);
  }

  #hold(conversation: Conversation): Chat {
    const chat = new Chat(this.#parts, conversation);
    this.#open.add(chat);
    chat.onEvent((event) => {
      if (event.type === "turn-started" || event.type === "turn-restarted" || event.type === "answer-end")
        this.#showRunning();
    });
    return chat;
  }

  #showRunning(): void {
    const running = Array.from(this.#open).some(({ conversation }) =>
      conversation.turns.some(({ answer }) => isRunning(answer.state)),
    );
    void vscode.commands.executeCommand("setContext", contextKeys.running, running);
  }
}

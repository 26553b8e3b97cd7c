import type { TurnResult } from "../../core/chat/chat.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { KeyCommands } from "../keys/keyCommands.ts";
import type { ChatPanel } from "./chatPanel.ts";
import type { Chats } from "./chats.ts";

/** Asks a question in the current conversation, in view of the person. */
export class Asker {
  readonly #chats: Chats;
  readonly #panel: ChatPanel;
  readonly #keys: KeyCommands;

  constructor(parts: { readonly chats: Chats; readonly panel: ChatPanel; readonly keys: KeyCommands }) {
    this.#chats = parts.chats;
    this.#panel = parts.panel;
    this.#keys = parts.keys;
  }

  /** Asks with the panel in view; the caret stays in the editor. */
  async askInPanel(question: Question): Promise<TurnResult> {
    await this.#panel.reveal({ focus: false });
    return this.ask(question);
  }

  /** Asks for the key first where one is missing, so that the same question goes on with it. */
  async ask(question: Question, signal?: AbortSignal): Promise<TurnResult> {
    await this.#keys.ensure();
    const chat = await this.#chats.current();
    return chat.ask(question, signal);
  }
}

import type { Reader, TurnResult } from "../../core/chat/chat.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { KeyCommands } from "../keys/keyCommands.ts";
import type { Chats } from "./chats.ts";

/** Asks in the current conversation, and for the key first where one is missing, so that the same question goes on. */
export class Asker {
  readonly #chats: Chats;
  readonly #keys: KeyCommands;

  constructor(parts: { readonly chats: Chats; readonly keys: KeyCommands }) {
    this.#chats = parts.chats;
    this.#keys = parts.keys;
  }

  async ask(question: Question, signal?: AbortSignal, read?: Reader): Promise<TurnResult> {
    await this.#keys.ensure();
    const chat = await this.#chats.current();
    return chat.ask(question, signal, read);
  }

  /** Asks a turn's question again. Undefined when that turn is gone or is being answered. */
  async retry(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    const chat = await this.#chats.current();
    return chat.retry(turnId, signal, read);
  }

  /** Has the model go on with an answer that was cut off. Undefined when there is none to go on with. */
  async continue(turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    const chat = await this.#chats.current();
    return chat.continue(turnId, signal, read);
  }
}

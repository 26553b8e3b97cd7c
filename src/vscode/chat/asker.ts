import type { AskInsteadOptions, Chat, Reader, TurnResult } from "../../core/chat/chat.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { KeyCommands } from "../keys/keyCommands.ts";

/** Asks in a conversation, and for the key first where one is missing, so that the same question goes on. */
export class Asker {
  readonly #keys: Pick<KeyCommands, "ensure">;

  constructor(keys: Pick<KeyCommands, "ensure">) {
    this.#keys = keys;
  }

  async ask(chat: Chat, question: Question, signal?: AbortSignal, read?: Reader): Promise<TurnResult> {
    await this.#keys.ensure();
    return chat.ask(question, signal, read);
  }

  /** Asks a turn's question again. Undefined when that turn is gone or is being answered. */
  async retry(chat: Chat, turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return chat.retry(turnId, signal, read);
  }

  /** Asks in the place of a turn, which is kept as another version. Undefined when that turn is not shown any more. */
  async askInstead(
    chat: Chat,
    turnId: string,
    question: Question,
    options?: AskInsteadOptions,
  ): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return chat.askInstead(turnId, question, options);
  }

  /** Has the model go on with an answer that was cut off. Undefined when there is none to go on with. */
  async continue(chat: Chat, turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return chat.continue(turnId, signal, read);
  }
}

import type { AskInsteadOptions, Chat, Reader, TurnResult } from "../../core/chat/chat.ts";
import type { Question } from "../../shared/chat/state.ts";
import type { KeyCommands } from "../keys/keyCommands.ts";

/** Asks in a conversation, and for the key first where one is missing, so that the same question goes on. */
export class Asker {
  readonly #keys: Pick<KeyCommands, "ensure">;
  readonly #copyOf: (chat: Chat) => Promise<Chat | undefined>;

  constructor(parts: {
    readonly keys: Pick<KeyCommands, "ensure">;
    /** A copy of a conversation that must not be changed, to ask in instead; undefined when the person wants none. */
    readonly copyOf: (chat: Chat) => Promise<Chat | undefined>;
  }) {
    this.#keys = parts.keys;
    this.#copyOf = parts.copyOf;
  }

  async ask(chat: Chat, question: Question, signal?: AbortSignal, read?: Reader): Promise<TurnResult> {
    await this.#keys.ensure();
    const open = await this.#open(chat);
    return open ? open.ask(question, signal, read) : unasked(chat);
  }

  /** Asks a turn's question again. Undefined when that turn is gone or is being answered. */
  async retry(chat: Chat, turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return (await this.#open(chat))?.retry(turnId, signal, read);
  }

  /** Asks in the place of a turn, which is kept as another version. Undefined when that turn is not shown any more. */
  async askInstead(
    chat: Chat,
    turnId: string,
    question: Question,
    options?: AskInsteadOptions,
  ): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return (await this.#open(chat))?.askInstead(turnId, question, options);
  }

  /** Has the model go on with an answer that was cut off. Undefined when there is none to go on with. */
  async continue(chat: Chat, turnId: string, signal?: AbortSignal, read?: Reader): Promise<TurnResult | undefined> {
    await this.#keys.ensure();
    return (await this.#open(chat))?.continue(turnId, signal, read);
  }

  async #open(chat: Chat): Promise<Chat | undefined> {
    return chat.isReadOnly ? this.#copyOf(chat) : chat;
  }
}

/** The person took the question back. */
function unasked({ conversation }: Chat): TurnResult {
  return {
    turnId: "",
    conversationId: conversation.id,
    answer: { text: "", state: { type: "stopped" } },
    alternatives: [],
  };
}

import { isAttachment } from "../../core/persistence/isConversation.ts";
import { parseJson } from "../../core/persistence/parseJson.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { ConversationOptions } from "../../shared/chat/state.ts";
import type { Draft, WaitingAttachment } from "../../shared/protocol/panel.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

/** What a view has of its conversation that is in no conversation's file. */
export type UnsentText = {
  readonly conversationId: string;
  readonly draft?: Draft;
  /** What a conversation asks for in which nothing was asked yet. */
  readonly options?: ConversationOptions;
};

/** On disk as soon as something is set; what is to go along has a file of its own, because it may be large. */
export type UnsentMemories = { readonly texts: Memory; readonly contexts: Memory };

/**
 * What waits in a view's composer, kept so that it outlives the window however that ends: VS Code itself writes what a
 * page remembers some seconds later.
 */
export class Unsent {
  readonly #memories: Promise<UnsentMemories>;
  readonly #viewId: string;
  readonly #onError: (error: unknown) => void;

  constructor(memories: Promise<UnsentMemories>, viewId: string, onError: (error: unknown) => void) {
    this.#memories = memories;
    this.#viewId = viewId;
    this.#onError = onError;
  }

  async text(): Promise<UnsentText | undefined> {
    const stored = await this.#get("texts");
    return isUnsentText(stored) ? stored : undefined;
  }

  async context(): Promise<readonly WaitingAttachment[]> {
    const stored = await this.#get("contexts");
    return Array.isArray(stored) ? stored.filter(isAttachment) : [];
  }

  keepText(text: UnsentText): void {
    const isNeeded = text.draft !== undefined || text.options !== undefined;
    this.#set("texts", isNeeded ? JSON.stringify(text) : undefined);
  }

  keepContext(attachments: readonly WaitingAttachment[]): void {
    this.#set("contexts", attachments.length === 0 ? undefined : JSON.stringify(attachments));
  }

  /** The view is gone for good. */
  forget(): void {
    this.#set("texts", undefined);
    this.#set("contexts", undefined);
  }

  /** What cannot be read is not there: a view opens in any case. */
  async #get(kind: keyof UnsentMemories): Promise<unknown> {
    try {
      return parseJson((await this.#memories)[kind].get(this.#viewId) ?? "");
    } catch (error) {
      this.#onError(error);
      return undefined;
    }
  }

  #set(kind: keyof UnsentMemories, value: string | undefined): void {
    const write = async (): Promise<void> => {
      const memory = (await this.#memories)[kind];
      if (memory.get(this.#viewId) !== value) await memory.set(this.#viewId, value);
    };
    write().catch(this.#onError);
  }
}

function isUnsentText(value: unknown): value is UnsentText {
  if (!isRecord(value) || typeof value["conversationId"] !== "string") return false;
  const { draft, options } = value;
  const isDraft = isRecord(draft) && typeof draft["text"] === "string" && typeof draft["at"] === "number";
  return (draft === undefined || isDraft) && (options === undefined || isRecord(options));
}

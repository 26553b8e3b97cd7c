import type { Conversation } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConversationStore } from "../ports/conversationStore.ts";

/** Longest time that a part of an answer stays unsaved, in milliseconds. */
const SAVE_INTERVAL = 2_000;

/**
 * Keeps the store up to date with a conversation that changes often. Saves never overlap, and only the newest
 * state is written. A failing save is handed to `onError`; the next one tries again with everything.
 */
export class ConversationSaver {
  readonly #store: ConversationStore;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  readonly #closed = new AbortController();
  #latest: Conversation | undefined;
  #saving: Promise<void> = Promise.resolve();
  #timerRuns = false;

  constructor(store: ConversationStore, clock: Clock, onError: (error: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onError = onError;
  }

  /** Saves within {@link SAVE_INTERVAL}. */
  saveSoon(conversation: Conversation): void {
    this.#latest = conversation;
    if (this.#timerRuns) return;
    this.#timerRuns = true;
    void this.#saveAfterInterval();
  }

  /** Saves now; resolves when it is on disk, or when the failure has been reported. */
  save(conversation: Conversation): Promise<void> {
    this.#latest = conversation;
    this.#saving = this.#saving.then(() => this.#write());
    return this.#saving;
  }

  /** Writes what is left and stops the timer. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#saving = this.#saving.then(() => this.#write());
    await this.#saving;
  }

  async #saveAfterInterval(): Promise<void> {
    try {
      await this.#clock.sleep(SAVE_INTERVAL, this.#closed.signal);
    } catch (error) {
      if (this.#closed.signal.aborted) return;
      throw error;
    } finally {
      this.#timerRuns = false;
    }
    if (this.#latest) await this.save(this.#latest);
  }

  async #write(): Promise<void> {
    const conversation = this.#latest;
    if (!conversation) return;
    this.#latest = undefined;
    try {
      await this.#store.save(conversation);
    } catch (error) {
      this.#latest ??= conversation;
      this.#onError(error);
    }
  }
}

import type { Conversation, Turn } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConversationStore } from "../ports/conversationStore.ts";

/** Longest time that a part of an answer stays unsaved, in milliseconds. */
const SAVE_INTERVAL = 2_000;

/** An answer that does not grow is saved again after so many intervals, so that other windows see that it is coming. */
const SIGN_OF_LIFE = 4;

/** Milliseconds after which a save that failed is tried again, should nothing else be saved before. */
const RETRY_AFTER = 10_000;

/** The conversation that a saver is for. */
export type Saved = {
  /** As it is now. */
  readonly current: () => Conversation;
  readonly turn: (turnId: string) => Turn | undefined;
  /** Takes over what other windows changed: `since` became `stored`. */
  readonly adopt: (since: Conversation, stored: Conversation) => void;
  /** Another window wants this answer stopped. */
  readonly stop: (turnId: string) => void;
  /** Told the error when a save fails, and `undefined` when everything is saved. */
  readonly onSaved: (error: unknown) => void;
};

/**
 * Keeps the store up to date with a conversation that changes often, and the conversation with what other windows
 * store. Nothing overlaps, and only the newest state is written. After a failing save everything is written again soon.
 */
export class ConversationSaver {
  readonly #store: ConversationStore;
  readonly #clock: Clock;
  readonly #saved: Saved;
  readonly #closed = new AbortController();
  /** Answers that are on their way, as they were kept last. */
  readonly #coming = new Map<string, Turn | undefined>();
  #stored: Conversation;
  #isDirty = false;
  #work: Promise<void> = Promise.resolve();
  #keeps = false;
  #retries = false;
  #follows = false;

  constructor(store: ConversationStore, clock: Clock, saved: Saved) {
    this.#store = store;
    this.#clock = clock;
    this.#saved = saved;
    this.#stored = saved.current();
  }

  /** Saves now; resolves when it is on disk, or when the failure has been reported. */
  save(): Promise<void> {
    this.#isDirty = true;
    return this.#next(() => this.#write());
  }

  /** From now on the answer of this turn is saved while it grows. Resolves when the question is on disk, as with `save`. */
  begin(turnId: string): Promise<void> {
    this.#coming.set(turnId, undefined);
    void this.#next(() => this.#keep(turnId));
    if (!this.#keeps) void this.#keepWhileComing();
    return this.save();
  }

  /** The answer has come to its end, which the next save writes. */
  end(turnId: string): void {
    this.#coming.delete(turnId);
  }

  /** Looks whether another window changed it. */
  refresh(): Promise<void> {
    return this.#next(async () => {
      const stored = await this.#store.changedSince(this.#stored);
      if (stored) this.#adopt(this.#stored, stored);
    });
  }

  /** Looks every few seconds, as long as `isNeeded`. */
  async follow(isNeeded: () => boolean): Promise<void> {
    if (this.#follows) return;
    this.#follows = true;
    try {
      while (isNeeded() && (await this.#sleep(SAVE_INTERVAL))) await this.refresh();
    } finally {
      this.#follows = false;
    }
  }

  /** Writes what is left and stops the timers. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#next(() => this.#write());
  }

  async #write(): Promise<void> {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    const conversation = this.#saved.current();
    try {
      this.#adopt(conversation, await this.#store.save(conversation, this.#stored));
      this.#saved.onSaved(undefined);
    } catch (error) {
      this.#isDirty = true;
      this.#saved.onSaved(error);
      if (!this.#retries) void this.#retry();
    }
  }

  #adopt(since: Conversation, stored: Conversation): void {
    this.#stored = stored;
    if (since !== stored) this.#saved.adopt(since, stored);
  }

  async #keep(turnId: string): Promise<void> {
    const turn = this.#saved.turn(turnId);
    if (!turn || !this.#coming.has(turnId)) return;
    try {
      if (await this.#store.keepAnswer(this.#saved.current().id, turn)) this.#saved.stop(turnId);
      if (this.#coming.has(turnId)) this.#coming.set(turnId, turn);
    } catch (error) {
      this.#saved.onSaved(error);
    }
  }

  async #keepWhileComing(): Promise<void> {
    this.#keeps = true;
    for (let interval = 1; this.#coming.size > 0 && (await this.#sleep(SAVE_INTERVAL)); interval++) {
      for (const [turnId, kept] of this.#coming) {
        const isDue = kept !== this.#saved.turn(turnId) || interval % SIGN_OF_LIFE === 0;
        if (isDue) await this.#next(() => this.#keep(turnId));
      }
    }
    this.#keeps = false;
  }

  async #retry(): Promise<void> {
    this.#retries = true;
    const isOpen = await this.#sleep(RETRY_AFTER);
    this.#retries = false;
    if (isOpen) await this.#next(() => this.#write());
  }

  /** False when it is closed meanwhile. */
  async #sleep(ms: number): Promise<boolean> {
    try {
      await this.#clock.sleep(ms, this.#closed.signal);
      return true;
    } catch (error) {
      if (this.#closed.signal.aborted) return false;
      throw error;
    }
  }

  #next(work: () => Promise<void>): Promise<void> {
    const next = this.#work.then(work);
    // Whoever asked hears of a failure; what comes after it does not.
    this.#work = next.catch(() => undefined);
    return next;
  }
}

import { parseReviews, serializeReviews, type StoredReviews } from "../../core/edits/storedReviews.ts";
import type { Memory } from "../../core/ports/memory.ts";
import { stateKeys } from "../stateKeys.ts";

/** Typing moves a review with every key; so often it need not be written. */
const DELAY_MS = 300;

/** Keeps open reviews where a reload of the window finds them. */
export class ReviewStorage {
  readonly #memory: Memory;
  readonly #read: () => StoredReviews;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #savedAt = 0;

  /** `read` gives what there is to keep whenever it is time to. */
  constructor(memory: Memory, read: () => StoredReviews) {
    this.#memory = memory;
    this.#read = read;
  }

  static load(memory: Memory): StoredReviews {
    return parseReviews(memory.get(stateKeys.openReviews));
  }

  /** Saves at once, or soon after it was saved last: a window that is reloaded right away waits for nothing. */
  schedule(): void {
    this.#timer ??= setTimeout(() => this.flush(), Math.max(0, this.#savedAt + DELAY_MS - Date.now()));
  }

  /** Saves now if there is anything new. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#savedAt = Date.now();
    const stored = this.#read();
    const isEmpty = stored.documents.length === 0 && stored.files.length === 0;
    void this.#memory.set(stateKeys.openReviews, isEmpty ? undefined : serializeReviews(stored));
  }
}

/** How long the host may not know what was typed last, in milliseconds. */
const LONGEST_SILENCE = 300;

export type ToldDraft = { readonly conversationId: string; readonly text: string; readonly at: number };

/**
 * Tells the host what is written, so that it is on disk when the window goes away: at once after a pause and when the
 * composer is emptied, and every now and then while someone types.
 */
export class DraftTeller {
  readonly #tell: (draft: ToldDraft) => void;
  #told: ToldDraft | undefined;
  #waiting: ToldDraft | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (draft: ToldDraft) => void) {
    this.#tell = tell;
  }

  changed(draft: ToldDraft): void {
    const before = this.#waiting ?? this.#told;
    const { conversationId, text } = draft;
    // What a conversation is opened with is known, and so is that there is nothing.
    if (before?.conversationId === conversationId ? before.text === text : text === "") return;
    this.#waiting = draft;
    if (text === "" || this.#silence === undefined) this.flush();
  }

  /** Tells now what was to be told a little later. To be called when the page may go away. */
  flush(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if (!this.#waiting) return;
    this.#tell(this.#waiting);
    this.#told = this.#waiting;
    this.#waiting = undefined;
    this.#silence = setTimeout(() => this.flush(), LONGEST_SILENCE);
  }
}

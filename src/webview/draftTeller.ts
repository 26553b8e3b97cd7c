/** How long the host may not know what was typed last, in milliseconds, and the longer the longer the text is. */
const SILENCE = 300;
const CHARACTERS_A_MILLISECOND = 100;

export type ToldDraft = { readonly conversationId: string; readonly text: string; readonly at: number };

/** Calls back after so many milliseconds, unless the returned function is called before. */
type After = (milliseconds: number, run: () => void) => () => void;

/**
 * Tells the host what is written, so that it is on disk when the window goes away: at once after a pause and when the
 * composer is emptied, and every now and then while someone types.
 */
export class DraftTeller {
  readonly #tell: (draft: ToldDraft) => void;
  readonly #after: After;
  #told: ToldDraft | undefined;
  #waiting: ToldDraft | undefined;
  #endSilence: (() => void) | undefined;

  constructor(tell: (draft: ToldDraft) => void, after: After = later) {
    this.#tell = tell;
    this.#after = after;
  }

  changed(draft: ToldDraft): void {
    const before = this.#waiting ?? this.#told;
    const { conversationId, text } = draft;
    // What a conversation is opened with is known, and so is that there is nothing.
    if (before?.conversationId === conversationId ? before.text === text : text === "") return;
    this.#waiting = draft;
    if (text === "" || this.#endSilence === undefined) this.flush();
  }

  /** Tells now what was to be told a little later. To be called when the page may go away. */
  flush(): void {
    this.#endSilence?.();
    this.#endSilence = undefined;
    if (!this.#waiting) return;
    this.#tell(this.#waiting);
    this.#told = this.#waiting;
    this.#waiting = undefined;
    const silence = SILENCE + this.#told.text.length / CHARACTERS_A_MILLISECOND;
    this.#endSilence = this.#after(silence, () => this.flush());
  }
}

function later(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}

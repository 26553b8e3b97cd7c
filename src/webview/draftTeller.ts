/** How long the host may not know what was typed last, in milliseconds. */
const LONGEST_SILENCE = 300;

export type ToldDraft = { readonly conversationId: string; readonly text: string; readonly at: number };

/** Calls back after the longest silence, unless the returned function is called before. */
type AfterSilence = (run: () => void) => () => void;

/**
 * Tells the host what is written, so that it is on disk when the window goes away: at once after a pause and when the
 * composer is emptied, and every now and then while someone types.
 */
export class DraftTeller {
  readonly #tell: (draft: ToldDraft) => void;
  readonly #afterSilence: AfterSilence;
  #told: ToldDraft | undefined;
  #waiting: ToldDraft | undefined;
  #endSilence: (() => void) | undefined;

  constructor(tell: (draft: ToldDraft) => void, afterSilence: AfterSilence = later) {
    this.#tell = tell;
    this.#afterSilence = afterSilence;
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
    this.#endSilence = this.#afterSilence(() => this.flush());
  }
}

function later(run: () => void): () => void {
  const timer = setTimeout(run, LONGEST_SILENCE);
  return () => clearTimeout(timer);
}

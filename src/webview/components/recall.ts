/** The questions that come back one after the other, newest first, until the person changes one. */
export class Recall {
  #texts: readonly string[] = [];
  /** Which of them is shown; -1 for none. */
  #at = -1;

  /** Whether `text` is what was recalled, as it was. */
  isOn(text: string): boolean {
    return this.#at >= 0 && this.#texts[this.#at] === text;
  }

  /** Begins with the newest of `texts`, which may have repetitions. */
  begin(texts: readonly string[]): string | undefined {
    this.#texts = distinct(texts);
    this.#at = -1;
    return this.earlier();
  }

  /** Has more to come back to, older than all there is. */
  extend(texts: readonly string[]): void {
    this.#texts = distinct([...this.#texts, ...texts]);
  }

  /** Undefined when there is none; the one that is shown stays then. */
  earlier(): string | undefined {
    const text = this.#texts[this.#at + 1];
    if (text !== undefined) this.#at++;
    return text;
  }

  /** After the newest comes the empty text again. */
  later(): string {
    this.#at--;
    return this.#texts[this.#at] ?? "";
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text.trim() !== ""))];
}

import { Recall } from "./recall.ts";

/** Up and Down in a text field that is empty, or shows a question that came back. */
export class RecallKeys {
  readonly #area: HTMLTextAreaElement;
  readonly #write: (text: string) => void;
  readonly #asked: () => readonly string[];
  readonly #askedElsewhere: () => Promise<readonly string[]>;
  readonly #recall = new Recall();

  /** @param parts `asked` is what was asked here, newest first; `askedElsewhere` comes after it */
  constructor(parts: {
    readonly area: HTMLTextAreaElement;
    readonly write: (text: string) => void;
    readonly asked: () => readonly string[];
    readonly askedElsewhere: () => Promise<readonly string[]>;
  }) {
    this.#area = parts.area;
    this.#write = parts.write;
    this.#asked = parts.asked;
    this.#askedElsewhere = parts.askedElsewhere;
  }

  /** Whether a pressed key brings back an earlier question, or leads on from one that is as it was. */
  pressed(event: KeyboardEvent): boolean {
    if (event.isComposing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    const { value, selectionStart, selectionEnd } = this.#area;
    const goesOn = this.#recall.isOn(value) && selectionStart === selectionEnd && selectionEnd === value.length;
    if (event.key === "ArrowDown" && goesOn) {
      this.#show(this.#recall.later());
      return true;
    }
    if (event.key !== "ArrowUp" || (value !== "" && !goesOn)) return false;
    const text = goesOn ? this.#recall.earlier() : this.#begin();
    if (text !== undefined) this.#show(text);
    return goesOn || text !== undefined;
  }

  #begin(): string | undefined {
    const text = this.#recall.begin(this.#asked());
    void this.#extend(text === undefined);
    return text;
  }

  /** The questions of other conversations come a moment later. */
  async #extend(isFirst: boolean): Promise<void> {
    const texts = await this.#askedElsewhere().catch((): readonly string[] => []);
    this.#recall.extend(texts);
    const text = isFirst && this.#area.value === "" ? this.#recall.earlier() : undefined;
    if (text !== undefined) this.#show(text);
  }

  #show(text: string): void {
    this.#write(text);
    this.#area.setSelectionRange(text.length, text.length);
  }
}

/** Longest time in which one key press ends a composition and then arrives as a key. */
const SAME_PRESS_MS = 100;

/** The key code of a key that an input method took. */
const TAKEN_BY_INPUT_METHOD = 229;

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "isComposing" | "keyCode" | "timeStamp">;

/**
 * Tells the Enter that sends from the Enter that belongs to an input method.
 * Chromium sends the key while it composes; WebKit ends the composition first and sends the key after it.
 */
export class EnterKey {
  #composedAt: number | undefined;

  compositionEnded(event: Pick<Event, "timeStamp">): void {
    this.#composedAt = event.timeStamp;
  }

  keyReleased(): void {
    this.#composedAt = undefined;
  }

  /** Whether a pressed key asks to send. Call it for every key that is pressed. */
  sends(event: Key): boolean {
    const composedAt = this.#composedAt;
    this.#composedAt = undefined;
    const taken =
      event.isComposing ||
      event.keyCode === TAKEN_BY_INPUT_METHOD ||
      (composedAt !== undefined && event.timeStamp - composedAt < SAME_PRESS_MS);
    return event.key === "Enter" && !event.shiftKey && !taken;
  }
}

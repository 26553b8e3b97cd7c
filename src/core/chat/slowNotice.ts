import type { Clock } from "../ports/clock.ts";

/** After this long without a word the person is told that the model is still awaited, in milliseconds. */
const SLOW_AFTER = 15_000;

/** Calls `tell` whenever nothing was heard for {@link SLOW_AFTER}: once for each silence, until `over` is aborted. */
export class SlowNotice {
  readonly #clock: Clock;
  readonly #tell: () => void;
  #heardAt: number;
  #told = false;

  constructor(clock: Clock, tell: () => void, over: AbortSignal) {
    this.#clock = clock;
    this.#tell = tell;
    this.#heardAt = clock.now();
    void this.#watch(over);
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#told = false;
  }

  async #watch(over: AbortSignal): Promise<void> {
    try {
      for (;;) {
        const silence = this.#clock.now() - this.#heardAt;
        if (silence >= SLOW_AFTER && !this.#told) {
          this.#told = true;
          this.#tell();
        }
        // While it has been told, looking again after as long is soon enough for the next silence.
        await this.#clock.sleep(this.#told ? SLOW_AFTER : SLOW_AFTER - silence, over);
      }
    } catch (error) {
      if (!over.aborted) throw error;
    }
  }
}

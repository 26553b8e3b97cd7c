import { whenIdle } from "../whenIdle.ts";
import type { TurnElement } from "./turn.ts";

/** How many turns are drawn before the first paint: more than a screen of short ones. */
const AT_ONCE = 4;

/** Milliseconds of an idle moment that are kept for what may come up. */
const RESERVE = 3;

/** Draws turns: those that are in sight first, and the others one by one when the page is idle, the last one first. */
export class DrawQueue {
  /** Still to be drawn, or drawn already; the last one is next. */
  #waiting: TurnElement[] = [];
  #scheduled = false;

  /**
   * Takes elements in the order in which they stand.
   * @param start the first one that the reader sees; without it that is the last one
   */
  add(elements: readonly TurnElement[], start: TurnElement | undefined): void {
    const first = Math.max(0, start ? elements.indexOf(start) : elements.length - AT_ONCE);
    const atOnce = elements.slice(first, first + AT_ONCE);
    for (const element of atOnce) element.drawn = true;
    // What stands above the place at which a reader begins, in the part that is in sight, must not grow afterwards.
    if (start) for (const element of elements) element.drawn ||= element.parentElement === start.parentElement;
    this.#waiting = [...this.#waiting, ...elements];
    this.#schedule();
  }

  clear(): void {
    this.#waiting = [];
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    whenIdle(async (timeLeft) => {
      while (this.#waiting.length > 0 && timeLeft() > RESERVE) await this.#drawNext();
      this.#scheduled = false;
      this.#schedule();
    });
  }

  async #drawNext(): Promise<void> {
    const element = this.#waiting.pop();
    if (!element || element.drawn) return;
    element.drawn = true;
    await element.updateComplete;
  }
}

import type { ChatEvent } from "../../shared/chat/events.ts";

/** At most 30 messages a second, in milliseconds between two. */
const INTERVAL = 33;

/**
 * Passes events on at once when it has been quiet, and otherwise gathers them for the rest of the interval, so that
 * a fast model does not flood the panel and the first word is never held back. The order is kept; nothing is lost.
 */
export class EventBatcher {
  readonly #send: (events: readonly ChatEvent[]) => void;
  #waiting: ChatEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (events: readonly ChatEvent[]) => void) {
    this.#send = send;
  }

  add(event: ChatEvent): void {
    const last = this.#waiting.at(-1);
    if (isDelta(event) && last?.type === event.type && last.turnId === event.turnId) {
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + event.text };
    } else {
      this.#waiting.push(event);
    }
    if (this.#timer === undefined) this.#flush();
  }

  /** Forgets what has not been sent, for a view that starts over from a snapshot. */
  clear(): void {
    this.#waiting = [];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.clear();
  }

  #flush(): void {
    const events = this.#waiting;
    this.#timer = undefined;
    if (events.length === 0) return;
    this.#waiting = [];
    this.#send(events);
    this.#timer = setTimeout(() => this.#flush(), INTERVAL);
  }
}

function isDelta(event: ChatEvent): event is ChatEvent & { readonly type: "answer-delta" | "reasoning-delta" } {
  return event.type === "answer-delta" || event.type === "reasoning-delta";
}

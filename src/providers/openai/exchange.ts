import type { Timeouts } from "../../core/settings/connection.ts";
import { AskError, type Failure } from "../../shared/failures.ts";
import type { SetTimer } from "./timer.ts";

/**
 * One request and its answer, and the two that may end it early: the caller's signal and the clock.
 *
 * The clock runs only while the client waits for the server. Until the first byte of the body it has one
 * limit for everything (headers do not count: some servers send them while they still load the model), from
 * then on one for each pause between two bytes.
 */
export class Exchange {
  /** Given to whatever does the work; aborted by both, and by `close`. */
  readonly controller = new AbortController();
  readonly #caller: AbortSignal;
  readonly #timeouts: Timeouts;
  readonly #setTimer: SetTimer;
  readonly #forward = (): void => this.controller.abort(this.#caller.reason);
  #cancelTimer: (() => void) | undefined;
  #answering = false;
  #overdue: AskError | undefined;

  constructor(caller: AbortSignal, timeouts: Timeouts, setTimer: SetTimer) {
    this.#caller = caller;
    this.#timeouts = timeouts;
    this.#setTimer = setTimer;
    caller.addEventListener("abort", this.#forward);
  }

  /** The client now waits for the server; without effect when it does already. */
  startWaiting(): void {
    this.#cancelTimer ??= this.#startTimer();
  }

  /** Bytes of the body have arrived. */
  arrived(): void {
    this.#answering = true;
    if (this.#cancelTimer === undefined) return;
    this.stopWaiting();
    this.startWaiting();
  }

  /** The client has what it waited for; the time until `startWaiting` is its own. */
  stopWaiting(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  /** Throws `no-first-byte` or `stalled` when the time ran out, the signal's reason when it is aborted. */
  throwIfInterrupted(): void {
    if (this.#overdue) throw this.#overdue;
    this.#caller.throwIfAborted();
  }

  /** Lets go of the signal and the timer, and closes the connection if it is still open. */
  close(): void {
    this.stopWaiting();
    this.#caller.removeEventListener("abort", this.#forward);
    this.controller.abort();
  }

  #startTimer(): () => void {
    const ms = this.#answering ? this.#timeouts.idle : this.#timeouts.firstByte;
    const code = this.#answering ? "stalled" : "no-first-byte";
    return this.#setTimer(ms, () => this.#expire({ code, seconds: Math.round(ms / 1000) }));
  }

  #expire(failure: Failure): void {
    this.#overdue = new AskError(failure);
    this.controller.abort(this.#overdue);
  }
}

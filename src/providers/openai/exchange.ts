import type { Timeouts } from "../../core/settings/connection.ts";
import { AskError, type Failure } from "../../shared/failures.ts";
import { NODE_FETCH_SECONDS } from "./networkFailure.ts";
import type { SetTimer } from "./timer.ts";

/** How long an answer in one piece may take, in milliseconds: as long as Node's fetch waits. */
const WHOLE_ANSWER = NODE_FETCH_SECONDS * 1000;

/** How long a server may take to close an answer that the model has ended, in milliseconds. */
const LAST_WORDS = 10_000;

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
  #timeouts: Timeouts;
  readonly #setTimer: SetTimer;
  readonly #forward = (): void => this.controller.abort(this.#caller.reason);
  #cancelTimer: (() => void) | undefined;
  #answering = false;
  #overdue: AskError | undefined;

  /** @param streaming whether the answer comes while it is made; else its first byte comes when it is whole */
  constructor(caller: AbortSignal, timeouts: Timeouts, setTimer: SetTimer, streaming = true) {
    this.#caller = caller;
    this.#timeouts = streaming ? timeouts : { ...timeouts, firstByte: Math.max(timeouts.firstByte, WHOLE_ANSWER) };
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

  /** The answer is whole: only its usage may still come, and not every server closes a stream. */
  expectEnd(): void {
    this.#timeouts = { ...this.#timeouts, idle: Math.min(this.#timeouts.idle, LAST_WORDS) };
  }

  /** `no-first-byte` or `stalled` when the time ran out. */
  get interruption(): AskError | undefined {
    return this.#overdue;
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

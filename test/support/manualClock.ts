import type { Clock } from "../../src/core/ports/clock.ts";

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();
  readonly #waiters = new Set<{ readonly ms: number; readonly resolve: () => void }>();
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const sleeper = {
        until: this.#now + ms,
        wake: (): void => {
          this.#sleepers.delete(sleeper);
          signal.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      const onAbort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      };
      this.#sleepers.add(sleeper);
      signal.addEventListener("abort", onAbort, { once: true });
      for (const waiter of this.#waiters) if (waiter.ms === ms) waiter.resolve();
    });
  }

  /** How long each sleeper still has to sleep, in milliseconds. */
  get sleeping(): readonly number[] {
    return Array.from(this.#sleepers, ({ until }) => until - this.#now);
  }

  /** Resolves when someone sleeps and has exactly `ms` milliseconds left. */
  asleep(ms: number): Promise<void> {
    if (this.sleeping.includes(ms)) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.add({ ms, resolve }));
  }

  /** Moves time on and wakes whoever is due. */
  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) if (sleeper.until <= this.#now) sleeper.wake();
  }
}

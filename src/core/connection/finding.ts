import { failureOf, type Failure } from "../../shared/failures.ts";
import type { Log } from "../ports/log.ts";

/** What came of looking for one fact. */
export type Finding<T> =
  | { readonly type: "found"; readonly value: T }
  | { readonly type: "failed"; readonly failure: Failure }
  /** Not looked for, since it would have met this failure. */
  | { readonly type: "untried"; readonly failure: Failure };

export function valueOf<T>(finding: Finding<T>): T | undefined {
  return finding.type === "found" ? finding.value : undefined;
}

/** Looks for facts so that one that fails never hides another. */
export class Finder {
  readonly signal: AbortSignal;
  readonly #log: Log;

  constructor(signal: AbortSignal, log: Log) {
    this.signal = signal;
    this.#log = log;
  }

  /** Rejects only with the signal's reason, and then at once, whatever `look` still does. */
  async find<T>(look: () => Promise<T>): Promise<Finding<T>> {
    try {
      return { type: "found", value: await untilAborted(look, this.signal) };
    } catch (error) {
      this.signal.throwIfAborted();
      const failure = failureOf(error);
      if (failure.code === "unexpected") this.#log.error("A part of the connection test failed.", error);
      return { type: "failed", failure };
    }
  }

  /** The same for a fact that needs another one: `untried` without it. */
  async findWith<S, T>(source: Finding<S>, look: (value: S) => Promise<T>): Promise<Finding<T>> {
    if (source.type !== "found") return { type: "untried", failure: source.failure };
    return this.find(() => look(source.value));
  }
}

function untilAborted<T>(look: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", abort);
    void look()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

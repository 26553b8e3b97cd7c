import type { Refusal, Refusals } from "../ports/refusals.ts";

/** What was learned earlier, and what a test learns on top of it, which is gone with the test. */
export class TrialRefusals implements Refusals {
  readonly #learned: Refusals;
  readonly #found = new Map<string, readonly Refusal[]>();

  constructor(learned: Refusals) {
    this.#learned = learned;
  }

  of(model: string): readonly Refusal[] {
    return [...new Set([...this.#learned.of(model), ...this.found(model)])];
  }

  async remember(model: string, refusals: readonly Refusal[]): Promise<void> {
    this.#found.set(model, [...new Set([...this.found(model), ...refusals])]);
  }

  /** Only what this test learned. */
  found(model: string): readonly Refusal[] {
    return this.#found.get(model) ?? [];
  }

  /** The same, for a connection that is there to try one API: it is tried again whatever was learned about it. */
  get withoutApis(): Refusals {
    return {
      of: (model) => this.of(model).filter((refusal) => !refusal.startsWith("api:")),
      remember: (model, refusals) => this.remember(model, refusals),
    };
  }
}

import { ANY_MODEL, type Refusal, type Refusals } from "../ports/refusals.ts";

/** What was learned earlier, and what a test learns on top of it, which is gone with the test. */
export class TrialRefusals implements Refusals {
  readonly #learned: Refusals;
  readonly #found = new Map<string, readonly Refusal[]>();

  constructor(learned: Refusals) {
    this.#learned = learned;
  }

  of(model: string): readonly Refusal[] {
    return [...new Set([...this.#learned.of(model), ...(this.#found.get(model) ?? [])])];
  }

  async remember(model: string, refusals: readonly Refusal[]): Promise<void> {
    this.#found.set(model, [...new Set([...(this.#found.get(model) ?? []), ...refusals])]);
  }

  /** Everything that counts for a request to `model`. */
  for(model: string): readonly Refusal[] {
    return [...new Set([...this.of(ANY_MODEL), ...this.of(model)])];
  }

  /** What this test met for `model` and what was not known. */
  newFor(model: string): readonly Refusal[] {
    const known = new Set([...this.#learned.of(ANY_MODEL), ...this.#learned.of(model)]);
    return this.for(model).filter((refusal) => !known.has(refusal));
  }

  /** The same, for a connection that is there to try one API: it is tried again whatever was learned about it. */
  get withoutApis(): Refusals {
    return {
      of: (model) => this.of(model).filter((refusal) => !refusal.startsWith("api:")),
      remember: (model, refusals) => this.remember(model, refusals),
    };
  }
}

/** A map that keeps what was set last, up to a number of entries. */
export class RecentMap<V> {
  readonly #most: number;
  readonly #entries: Map<string, V>;

  /** @param entries oldest first */
  constructor(most: number, entries: readonly (readonly [string, V])[] = []) {
    this.#most = most;
    this.#entries = new Map(entries.slice(-most));
  }

  /** Oldest first. */
  get entries(): readonly (readonly [string, V])[] {
    return [...this.#entries];
  }

  get(key: string): V | undefined {
    return this.#entries.get(key);
  }

  /** `undefined` takes the entry out. */
  set(key: string, value: V | undefined): void {
    this.#entries.delete(key);
    if (value === undefined) return;
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
  }
}

import type { Completion, CompletionTrigger } from "../../shared/protocol/completions.ts";
import type { CompletionSource, Offered } from "./completionSource.ts";

/** Answers the lists of one view's composer. A panel can only take what it was offered. */
export class Completer {
  readonly #sources: Readonly<Record<CompletionTrigger, CompletionSource>>;
  #running = new AbortController();
  #asked = 0;
  /** The last list and the one before: the panel may still show it. */
  #offered: ReadonlyMap<string, Offered> = new Map();
  #before: ReadonlyMap<string, Offered> = new Map();

  constructor(sources: Readonly<Record<CompletionTrigger, CompletionSource>>) {
    this.#sources = sources;
  }

  /** The items for what is typed. A new query stops the one before, which then has none. */
  async complete(trigger: CompletionTrigger, query: string): Promise<readonly Completion[]> {
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    const list = ++this.#asked;
    const offers = await this.#sources[trigger].offer(query, running.signal);
    if (running.signal.aborted) return [];
    const named = offers.map((offered, index) => [`${list}.${index}`, offered] as const);
    this.#before = this.#offered;
    this.#offered = new Map(named);
    return named.map(([id, { kind, label, detail, text }]) => ({ id, kind, label, detail, text }));
  }

  async take(id: string): Promise<void> {
    await (this.#offered.get(id) ?? this.#before.get(id))?.take();
  }
}

import type { ApiCall, ApiCallStore, TurnKey } from "../ports/apiCallStore.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { RequestWatcher } from "../ports/sentRequest.ts";

/** How much is kept in memory, in UTF-16 units of all bodies together; more is read from the store. */
const MOST_IN_MEMORY = 10_000_000;

/** The request that each turn was, as it left: the last one that was answered, or the last one where none was. */
export class ApiCalls {
  readonly #store: ApiCallStore;
  readonly #clock: Clock;
  readonly #log: Log;
  /** Of this session, the newest last. */
  readonly #recent = new Map<string, ApiCall>();

  constructor(parts: { readonly store: ApiCallStore; readonly clock: Clock; readonly log: Log }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  /** Undefined when nothing was sent, or when it is no longer kept. */
  async find(key: TurnKey): Promise<ApiCall | undefined> {
    return this.#recent.get(nameOf(key)) ?? (await this.#store.read(key));
  }

  /** @param continues whether the requests go on with an answer, whose own request stays where none of them is answered */
  async watch(key: TurnKey, { continues }: { readonly continues: boolean }): Promise<RequestWatcher> {
    let hasAnswered = continues && (await this.find(key))?.answered === true;
    let last: ApiCall | undefined;
    return {
      sent: (request) => {
        last = { ...request, at: this.#clock.now(), answered: false };
        if (!hasAnswered) this.#remember(key, last);
      },
      answered: () => {
        hasAnswered = true;
        if (last) this.#remember(key, { ...last, answered: true });
      },
    };
  }

  /** Writes the request of a turn that has ended, so that it is known after a restart. Throws nothing. */
  async keep(key: TurnKey): Promise<void> {
    const call = this.#recent.get(nameOf(key));
    if (!call) return;
    try {
      await this.#store.write(key, call);
    } catch (error) {
      this.#log.error("The request of a turn could not be kept.", error);
    }
  }

  #remember(key: TurnKey, call: ApiCall): void {
    const name = nameOf(key);
    this.#recent.delete(name);
    this.#recent.set(name, call);
    let size = [...this.#recent.values()].reduce((sum, { body }) => sum + body.length, 0);
    for (const [oldest, { body }] of this.#recent) {
      if (size <= MOST_IN_MEMORY || oldest === name) return;
      this.#recent.delete(oldest);
      size -= body.length;
    }
  }
}

function nameOf({ conversationId, turnId }: TurnKey): string {
  return `${conversationId}/${turnId}`;
}

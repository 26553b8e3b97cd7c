import type { ModelClient, ModelConnector, ModelEvent, ModelInfo, ModelRequest } from "../../src/core/ports/model.ts";
import type { RequestWatcher, SentRequest } from "../../src/core/ports/sentRequest.ts";
import type { Connection } from "../../src/core/settings/connection.ts";
import { AskError, type Failure } from "../../src/shared/failures.ts";
import type { Usage } from "../../src/shared/chat/state.ts";

/** What the fake does next while it answers one request. */
export type Step =
  | ModelEvent
  /** Ends as failed, as the real client does before or in the middle of an answer. */
  | { readonly type: "fail"; readonly failure: Failure }
  /** Ends as failed because of a defect, which is this value. */
  | { readonly type: "throw"; readonly error: unknown }
  /** Waits for `resume()`, or for the signal. */
  | { readonly type: "pause" };

/**
 * A scripted language model that keeps the port's promises (see `test/contract/model.contract.ts`):
 * nothing is sent before the first event is asked for, a script without an `end` is `cut-off`, an
 * aborted signal ends the stream as stopped, and a consumer that leaves closes it.
 *
 * Each `stream` takes the next answer of the script, in the order of the requests.
 */
export class FakeModel implements ModelClient {
  /** Oldest first. */
  readonly requests: ModelRequest[] = [];
  /** What `listModels` answers; a `Failure` is thrown. */
  models: readonly ModelInfo[] | Failure = [];
  readonly #answers: (readonly Step[])[];
  readonly #paused = new Set<() => void>();
  readonly #waiters = new Set<{ readonly holds: () => boolean; readonly resolve: () => void }>();
  #open = 0;

  constructor(...answers: readonly (readonly Step[])[]) {
    this.#answers = [...answers];
  }

  /** Adds answers to the end of the script. */
  script(...answers: readonly (readonly Step[])[]): void {
    this.#answers.push(...answers);
  }

  /** How many streams hold their connection: zero once every one ended, failed, or was left. */
  get openStreams(): number {
    return this.#open;
  }

  /** Lets every stream that stands at a `pause` go on. */
  resume(): void {
    for (const go of this.#paused) go();
  }

  /** Resolves when a stream stands at a `pause`, at once if one does. */
  paused(): Promise<void> {
    return this.#until(() => this.#paused.size > 0);
  }

  /** Resolves when `count` requests have come in, at once if they have. */
  requested(count = 1): Promise<void> {
    return this.#until(() => this.requests.length >= count);
  }

  describe(request: ModelRequest): SentRequest {
    return {
      api: "chat",
      baseUrl: "https://api.openai.com/v1",
      path: "/chat/completions",
      query: "",
      headers: [{ kind: "key", name: "authorization" }],
      body: JSON.stringify({ model: request.model, messages: request.messages }),
    };
  }

  async *stream(request: ModelRequest, signal: AbortSignal, watcher?: RequestWatcher): AsyncGenerator<ModelEvent> {
    if (signal.aborted) {
      yield { type: "end", reason: "stopped" };
      return;
    }
    this.requests.push(request);
    watcher?.sent(this.describe(request));
    this.#changed();
    const steps = this.#answers.shift();
    if (steps === undefined) throw new Error(`FakeModel: no answer is scripted for request ${this.requests.length}`);
    this.#open++;
    if (steps[0]?.type !== "fail") watcher?.answered();
    try {
      for (const step of steps) {
        switch (step.type) {
          case "pause":
            await this.#pause(signal);
            break;
          case "fail":
            yield { type: "end", reason: "failed", failure: step.failure };
            return;
          case "throw":
            yield { type: "end", reason: "failed", failure: { code: "unexpected" }, cause: step.error };
            return;
          case "end":
            yield step;
            return;
          default:
            yield step;
        }
        if (signal.aborted) {
          yield { type: "end", reason: "stopped" };
          return;
        }
      }
      yield { type: "end", reason: "failed", failure: { code: "cut-off" } };
    } finally {
      this.#open--;
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    signal.throwIfAborted();
    if ("code" in this.models) throw new AskError(this.models);
    return this.models;
  }

  async #pause(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        this.#paused.delete(go);
        signal.removeEventListener("abort", go);
        resolve();
      };
      this.#paused.add(go);
      signal.addEventListener("abort", go);
      this.#changed();
    });
  }

  #until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.add({ holds, resolve });
    });
  }

  #changed(): void {
    for (const waiter of this.#waiters) {
      if (!waiter.holds()) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }
}

/** Connects every connection to one fake model, and remembers the connections. */
export class FakeModelConnector implements ModelConnector {
  readonly connections: Connection[] = [];
  readonly model: FakeModel;

  constructor(model: FakeModel) {
    this.model = model;
  }

  async connect(connection: Connection): Promise<FakeModel> {
    this.connections.push(connection);
    return this.model;
  }
}

/** An answer that arrives in these pieces and is complete. */
export function answer(pieces: string | readonly string[], usage?: Usage): readonly Step[] {
  const texts = typeof pieces === "string" ? [pieces] : pieces;
  return [
    ...texts.map((text): Step => ({ type: "text-delta", text })),
    { type: "end", reason: "complete", ...(usage ? { usage } : {}) },
  ];
}

/** An answer that fails after these pieces, or at once when there are none. */
export function failing(failure: Failure, ...pieces: readonly string[]): readonly Step[] {
  return [...pieces.map((text): Step => ({ type: "text-delta", text })), { type: "fail", failure }];
}

/** An answer that stops after these pieces until it is resumed or aborted; `then` follows a resume. */
export function pausing(pieces: readonly string[], then: readonly Step[] = []): readonly Step[] {
  return [...pieces.map((text): Step => ({ type: "text-delta", text })), { type: "pause" }, ...then];
}

import type { Fetch } from "../../src/providers/openai/transport.ts";

export type SentRequest = {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON; undefined when there was none. */
  readonly body: unknown;
  readonly redirect: string | undefined;
  readonly signal: AbortSignal | undefined;
};

/** A piece of a body: text, bytes, an error that ends it, or the wait for an abort. */
export type BodyPiece = string | Uint8Array | Error | typeof SILENCE;

/** Nothing more comes, and the connection stays open. */
export const SILENCE = Symbol("silence");

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly BodyPiece[];
};

/** An answer, the error that fetch rejects with, or no answer until the signal is aborted. */
export type FetchStep = Answer | Error | typeof SILENCE;

/** Records what would be sent and answers from a script, in the order of the requests. Obeys the signal as fetch does. */
export class FakeFetch {
  readonly requests: SentRequest[] = [];
  readonly #steps: FetchStep[];
  readonly #waiters: (() => void)[] = [];

  constructor(...steps: readonly FetchStep[]) {
    this.#steps = [...steps];
  }

  /** The last one sent. */
  get request(): SentRequest {
    const last = this.requests.at(-1);
    if (last === undefined) throw new Error("nothing was sent");
    return last;
  }

  readonly fetch: Fetch = async (url, init) => {
    const signal = init.signal ?? undefined;
    this.requests.push({
      method: init.method ?? "GET",
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      redirect: init.redirect,
      signal,
    });
    signal?.throwIfAborted();
    const step = this.#steps.shift();
    if (step === undefined) throw new Error("FakeFetch: no answer is scripted for this request");
    if (step === SILENCE) {
      this.#silent();
      return await aborted(signal);
    }
    if (step instanceof Error) throw step;
    return new Response(this.#body(step.body ?? [], signal), {
      status: step.status ?? 200,
      headers: { "content-type": "text/event-stream; charset=utf-8", ...step.headers },
    });
  };

  /** Resolves when the server has fallen silent. */
  silence(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve);
    });
  }

  #silent(): void {
    // After the client has begun to wait for the piece that does not come.
    setImmediate(() => {
      for (const resolve of this.#waiters.splice(0)) resolve();
    });
  }

  #body(pieces: readonly BodyPiece[], signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
    const left = [...pieces];
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          if (signal?.aborted) throw signal.reason;
          const piece = left.shift();
          if (piece === undefined) return controller.close();
          if (piece instanceof Error) throw piece;
          if (typeof piece === "string") return controller.enqueue(new TextEncoder().encode(piece));
          if (piece instanceof Uint8Array) return controller.enqueue(piece);
          this.#silent();
          await aborted(signal);
        },
      },
      { highWaterMark: 0 },
    );
  }
}

/** Server-sent events of these values, a piece each; a string is sent as it stands. */
export function sse(...values: readonly unknown[]): readonly string[] {
  return values.map((value) => `data: ${typeof value === "string" ? value : JSON.stringify(value)}\n\n`);
}

/** As OpenAI sends them: with the type as the event's name. */
export function namedSse(...events: readonly { readonly type: string }[]): readonly string[] {
  return events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: [JSON.stringify(body)] };
}

/** What undici throws: the reason is in the cause. */
export function fetchFailed(code: string, message: string, more: object = {}): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code, ...more }) });
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}

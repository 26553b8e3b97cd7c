import type { ModelClient, ModelEvent, ModelRequest } from "../../src/core/ports/model.ts";
import type { Refusal, Refusals } from "../../src/core/ports/refusals.ts";
import type { Connection } from "../../src/core/settings/connection.ts";
import { parseEndpoint } from "../../src/core/settings/endpoint.ts";
import type { Api } from "../../src/providers/openai/apis/api.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import type { SetTimer } from "../../src/providers/openai/timer.ts";
import { AskError, type Failure } from "../../src/shared/failures.ts";
import { FakeFetch, type FetchStep } from "./openaiFetch.ts";

/** Recognizable wherever it should not be. */
export const KEY = "sk-proj-canary-0123456789abcdef";

export const USER_AGENT = "ask-chatgpt/0.0.0 test";

/** Sunday, 22 November 2026, 12:00:00 GMT. */
export const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

export function aConnection(more: Partial<Connection> & { readonly baseUrl?: string } = {}): Connection {
  const { baseUrl = "https://api.openai.com/v1", ...rest } = more;
  return {
    endpoint: parseEndpoint(baseUrl),
    api: "responses",
    key: KEY,
    headers: {},
    timeouts: { firstByte: 60_000, idle: 120_000 },
    ...rest,
  };
}

/** A connection without a key. */
export function aKeylessConnection(more: Parameters<typeof aConnection>[0] = {}): Connection {
  const { key: _, ...rest } = aConnection(more);
  return rest;
}

export function aRequest(more: Partial<ModelRequest> = {}): ModelRequest {
  return { model: "gpt-test", instructions: "", messages: [{ role: "user", text: "Hi" }], parameters: {}, ...more };
}

/** Learned while the test runs. */
export class MapRefusals implements Refusals {
  readonly learned = new Map<string, readonly Refusal[]>();
  of(model: string): readonly Refusal[] {
    return this.learned.get(model) ?? [];
  }
  async remember(model: string, refusals: readonly Refusal[]): Promise<void> {
    this.learned.set(model, [...this.of(model), ...refusals]);
  }
}

/** A client over a fetch that answers with these steps, with a clock that stands at `NOW`. */
export async function aModel(connection: Connection, ...steps: readonly FetchStep[]) {
  const refusals = new MapRefusals();
  const fetch = new FakeFetch(...steps);
  const timers = new ManualTimers();
  const connector = createOpenAiConnector({
    fetch: fetch.fetch,
    userAgent: USER_AGENT,
    setTimer: timers.setTimer,
    now: () => NOW,
  });
  return { fetch, timers, refusals, model: await connector.connect(connection, refusals) };
}

/** Time that passes when the test says so. */
export class ManualTimers {
  readonly #running = new Set<{ left: number; readonly fire: () => void }>();

  readonly setTimer: SetTimer = (ms, fire) => {
    const timer = { left: ms, fire };
    this.#running.add(timer);
    return () => this.#running.delete(timer);
  };

  get running(): number {
    return this.#running.size;
  }

  pass(ms: number): void {
    for (const timer of this.#running) {
      timer.left -= ms;
      if (timer.left > 0) continue;
      this.#running.delete(timer);
      timer.fire();
    }
  }
}

export type Outcome = {
  readonly text: string;
  readonly events: readonly ModelEvent[];
  /** What it ended with, when that was no failure but an error; an AskError is in `failure`. */
  readonly error?: unknown;
  readonly failure?: Failure;
};

/** Reads an answer to its end, whatever that is. */
export async function read(events: AsyncIterable<ModelEvent>): Promise<Outcome> {
  const received: ModelEvent[] = [];
  for await (const event of events) received.push(event);
  return toOutcome(received);
}

/** What an API's reader makes of these payloads of a stream. */
export async function readPayloads(api: Api, ...payloads: readonly unknown[]): Promise<Outcome> {
  const reader = api.createReader();
  const received: ModelEvent[] = [];
  try {
    for (const payload of payloads) {
      received.push(...reader.read(payload));
      if (reader.isDone) break;
    }
    received.push(...(reader.end() ?? []));
    return toOutcome(received);
  } catch (error) {
    return { ...toOutcome(received), error };
  }
}

function toOutcome(events: readonly ModelEvent[]): Outcome {
  const end = events.at(-1);
  const failed = end?.type === "end" && end.reason === "failed" ? end : undefined;
  return {
    events,
    text: events
      .map((event) => (event.type === "text-delta" || event.type === "refusal-delta" ? event.text : ""))
      .join(""),
    ...(failed && { failure: failed.failure, error: failed.cause }),
  };
}

export function ask(model: ModelClient, request: ModelRequest = aRequest()): Promise<Outcome> {
  return read(model.stream(request, new AbortController().signal));
}

/** The failure that a promise rejects with. */
export async function failureFrom(promise: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof AskError) return error.failure;
    throw error;
  }
}

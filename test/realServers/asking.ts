import type { ModelClient, ModelEnd, ModelEvent, ModelRequest } from "../../src/core/ports/model.ts";
import type { Refusal, Refusals } from "../../src/core/ports/refusals.ts";
import type { Connection } from "../../src/core/settings/connection.ts";
import { parseEndpoint } from "../../src/core/settings/endpoint.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";

/** What one endpoint was found to refuse, for as long as a test runs. */
export class KnownRefusals implements Refusals {
  readonly #byModel = new Map<string, readonly Refusal[]>();

  constructor(...known: readonly Refusal[]) {
    this.#byModel.set("", known);
  }

  of(model: string): readonly Refusal[] {
    return this.#byModel.get(model) ?? [];
  }

  async remember(model: string, refusals: readonly Refusal[]): Promise<void> {
    this.#byModel.set(model, [...this.of(model), ...refusals]);
  }
}

/** Our client over the real fetch. */
export function clientOf(
  baseUrl: string,
  more: Partial<Connection> & { readonly refusals?: Refusals } = {},
): Promise<ModelClient> {
  const { refusals = new KnownRefusals(), ...rest } = more;
  const connector = createOpenAiConnector({ fetch, userAgent: "ask-chatgpt/0.0.0 test" });
  return connector.connect(
    {
      endpoint: parseEndpoint(baseUrl),
      api: "auto",
      headers: {},
      timeouts: { firstByte: 60_000, idle: 60_000 },
      ...rest,
    },
    refusals,
  );
}

export type Answer = {
  /** Of the first choice. */
  readonly text: string;
  /** Every choice that came, in the order of their first pieces. */
  readonly choices: readonly number[];
  readonly pieces: number;
  readonly adapted: readonly Refusal[];
  readonly end: ModelEnd;
};

type Watching = { readonly signal?: AbortSignal; readonly during?: (text: string) => void };

/**
 * Reads a whole answer. As the chat does, it asks once more when the line was reset: these servers close it after some
 * errors without saying so, and the next request may already be on its way.
 *
 * @param during told the text so far, at each piece
 */
export async function ask(client: ModelClient, request: ModelRequest, watching: Watching = {}): Promise<Answer> {
  const answer = await askOnce(client, request, watching);
  const { end } = answer;
  const isReset = end.reason === "failed" && end.failure.code === "network" && end.failure.kind === "reset";
  return isReset && answer.pieces === 0 ? await askOnce(client, request, watching) : answer;
}

async function askOnce(
  client: ModelClient,
  request: ModelRequest,
  { signal = new AbortController().signal, during }: Watching,
): Promise<Answer> {
  let text = "";
  const events: ModelEvent[] = [];
  for await (const event of client.stream(request, signal)) {
    events.push(event);
    if (event.type !== "text-delta" || event.choice !== undefined) continue;
    text += event.text;
    during?.(text);
  }
  const end = events.at(-1);
  if (end?.type !== "end") throw new Error("The stream did not end with an end.");
  const deltas = events.filter((event) => event.type === "text-delta");
  return {
    text,
    choices: [...new Set(deltas.map(({ choice = 0 }) => choice))],
    pieces: deltas.length,
    adapted: events.flatMap((event) => (event.type === "adapted" ? [event.refusal] : [])),
    end,
  };
}

import type { OpenAI } from "openai";
import type { ModelClient, ModelEvent, ModelInfo, ModelRequest } from "../../core/ports/model.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError } from "../../shared/failures.ts";
import { apiOf } from "./api.ts";
import type { Attempt } from "./attempt.ts";
import { toAskError } from "./errors.ts";
import { readEvents, readJson, requireEventStream } from "./eventStream.ts";
import { Exchange } from "./exchange.ts";
import { toModels } from "./models.ts";
import type { SetTimer } from "./timer.ts";

/** The model port over one connection, by the SDK's client. */
export class OpenAiModel implements ModelClient {
  readonly #client: OpenAI;
  readonly #connection: Connection;
  readonly #setTimer: SetTimer;
  readonly #now: () => number;

  constructor(client: OpenAI, connection: Connection, setTimer: SetTimer, now: () => number) {
    this.#client = client;
    this.#connection = connection;
    this.#setTimer = setTimer;
    this.#now = now;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const api = apiOf(this.#connection);
    const exchange = this.#open(signal);
    let attempt = this.#attempt(api.path, request.model);
    try {
      const response = await api.send(this.#client, request, exchange.controller.signal);
      attempt = answeredBy(response, attempt);
      await requireEventStream(response, attempt);
      for await (const event of api.toModelEvents(readEvents(response, exchange, attempt, this.#client))) {
        signal.throwIfAborted();
        yield event;
        if (event.type === "end") return;
      }
      throw new AskError({ code: "cut-off", ...(attempt.requestId && { requestId: attempt.requestId }) });
    } catch (error) {
      // The interruption shows as any error, or as an answer that just ends.
      exchange.throwIfInterrupted();
      throw toAskError(error, attempt, this.#now());
    } finally {
      exchange.close();
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const exchange = this.#open(signal);
    let attempt = this.#attempt("/models", "");
    try {
      const response = await this.#client.models.list({ signal: exchange.controller.signal }).asResponse();
      attempt = answeredBy(response, attempt);
      return toModels(await readJson(response, attempt));
    } catch (error) {
      exchange.throwIfInterrupted();
      throw toAskError(error, attempt, this.#now());
    } finally {
      exchange.close();
    }
  }

  #open(signal: AbortSignal): Exchange {
    signal.throwIfAborted();
    const exchange = new Exchange(signal, this.#connection.timeouts, this.#setTimer);
    exchange.startWaiting();
    return exchange;
  }

  #attempt(path: string, model: string): Attempt {
    const { endpoint, key, headers } = this.#connection;
    return {
      origin: endpoint.origin,
      url: endpoint.baseUrl + path,
      model,
      secrets: [...(key ? [key] : []), ...Object.values(headers)],
    };
  }
}

function answeredBy(response: Response, attempt: Attempt): Attempt {
  const requestId = response.headers.get("x-request-id");
  return requestId ? { ...attempt, requestId } : attempt;
}

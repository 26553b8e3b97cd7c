import type { ModelClient, ModelEnd, ModelEvent, ModelInfo, ModelRequest } from "../../core/ports/model.ts";
import type { Refusals } from "../../core/ports/refusals.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError, failureOf, type ApiName, type Certificate, type Failure } from "../../shared/failures.ts";
import type { Body } from "./apis/api.ts";
import { apiOf } from "./apis/apiOf.ts";
import { notAnAnswer, parseJson, readErrorText, readText, throwIfError } from "./body.ts";
import { Exchange } from "./exchange.ts";
import { toModels } from "./models.ts";
import { toNetworkFailure } from "./networkFailure.ts";
import { toPlan, type Plan } from "./plan.ts";
import { readAnswer } from "./readAnswer.ts";
import { apiNamedIn, isUnknownPath, optionalIn, refusedIn, type Learned, type Sent } from "./refused.ts";
import { readServerError, requestIdOf, ServerError, type ServerErrorFacts } from "./serverError.ts";
import { toServerFailure, type Asked } from "./serverFailure.ts";
import type { SetTimer } from "./timer.ts";
import type { Transport } from "./transport.ts";

/** Three refusals can be met before the person has to be told. */
const MOST_REQUESTS = 4;

/** Under this name is kept what an endpoint refuses whatever the model. */
const ANY_MODEL = "";

export type OpenAiModelParts = {
  readonly connection: Connection;
  readonly refusals: Refusals;
  readonly transport: Transport;
  readonly setTimer: SetTimer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asks a server for its certificate, to name it in a failure; absent where that cannot be done. */
  readonly peerCertificate?: ((origin: string) => Promise<Certificate | undefined>) | undefined;
};

/** How one request ended: for good, or refused in a way that is worth another without what was refused. */
type Asking = { readonly end: ModelEnd; readonly refused: readonly Learned[]; readonly unknownPath: boolean };

/** The model port over one connection. */
export class OpenAiModel implements ModelClient {
  readonly #parts: OpenAiModelParts;

  constructor(parts: OpenAiModelParts) {
    this.#parts = parts;
  }

  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const { refusals } = this.#parts;
    const known = [...refusals.of(ANY_MODEL), ...refusals.of(request.model)];
    const learned: Learned[] = [];
    let notFound: ModelEnd | undefined;
    for (let count = 1; ; count++) {
      const plan = toPlan(this.#parts.connection, [...known, ...learned.map(({ refusal }) => refusal)]);
      const { end, refused, unknownPath } = yield* this.#ask(request, plan, signal, count === MOST_REQUESTS - 1);
      learned.push(...refused);
      if (refused.length === 0 || count === MOST_REQUESTS) {
        await this.#remember(request.model, learned, end);
        // Of several paths that are not there, the one that was set is the one to tell.
        yield unknownPath ? (notFound ?? end) : end;
        return;
      }
      if (unknownPath) notFound ??= end;
      for (const { refusal } of refused) yield { type: "adapted", refusal };
    }
  }

  async listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const { connection, refusals } = this.#parts;
    const plan = toPlan(connection, refusals.of(ANY_MODEL));
    try {
      return await this.#list(plan.baseUrl, signal);
    } catch (error) {
      signal.throwIfAborted();
      const isElsewhere = error instanceof AskError && error.failure.code === "refused-request";
      if (!isElsewhere || error.failure.status !== 404 || plan.baseUrl.endsWith("/v1")) throw error;
      const { baseUrl } = toPlan(connection, ["address"]);
      const models = await this.#listElsewhere(baseUrl, signal, error);
      await refusals.remember(ANY_MODEL, ["address"]);
      return models;
    }
  }

  /** @throws `first` when there is no list here either */
  async #listElsewhere(baseUrl: string, signal: AbortSignal, first: AskError): Promise<readonly ModelInfo[]> {
    try {
      return await this.#list(baseUrl, signal);
    } catch {
      signal.throwIfAborted();
      throw first;
    }
  }

  async #list(baseUrl: string, signal: AbortSignal): Promise<readonly ModelInfo[]> {
    signal.throwIfAborted();
    const asked = this.#asked(`${baseUrl}/models`, ANY_MODEL);
    const exchange = this.#open(signal);
    try {
      const response = await this.#send(asked, undefined, exchange);
      const body = parseJson(await readText(response, exchange));
      if (body === undefined) throw notAnAnswer(response);
      throwIfError(body, response);
      return toModels(body);
    } catch (error) {
      signal.throwIfAborted();
      throw toAskError(exchange.interruption ?? error, asked, this.#parts.now());
    } finally {
      exchange.close();
    }
  }

  /** One request. Its end is returned, not yielded: a refusal may not be the end. */
  async *#ask(
    request: ModelRequest,
    plan: Plan,
    signal: AbortSignal,
    lastButOne: boolean,
  ): AsyncGenerator<ModelEvent, Asking> {
    if (signal.aborted) return final({ type: "end", reason: "stopped" });
    const api = apiOf(plan.api);
    const asked = this.#asked(plan.baseUrl + api.path, request.model);
    const exchange = this.#open(signal, plan.streaming);
    let body: Body = {};
    let requestId: string | undefined;
    let began = false;
    try {
      body = api.toBody(request, plan);
      const response = await this.#send(asked, JSON.stringify(body), exchange);
      requestId = requestIdOf(response.headers);
      for await (const event of readAnswer(response, exchange, api.createReader(), asked)) {
        if (signal.aborted) return final({ type: "end", reason: "stopped" });
        if (event.type === "end") return final(event);
        began = true;
        yield event;
      }
      throw new AskError({ code: "cut-off", ...(requestId && { requestId }) });
    } catch (error) {
      if (signal.aborted) return final({ type: "end", reason: "stopped" });
      // The interruption shows as any error.
      const cause = exchange.interruption ?? error;
      if (!(cause instanceof ServerError)) return final(toFailedEnd(cause));
      const facts = readServerError(cause, this.#parts.now());
      const sent = { connection: this.#parts.connection, request, plan, body };
      return toAsking({ ...(requestId && { requestId }), ...facts }, sent, asked, { began, lastButOne });
    } finally {
      exchange.close();
    }
  }

  async #remember(model: string, learned: readonly Learned[], end: ModelEnd): Promise<void> {
    const worked = end.reason !== "failed";
    const kept = learned.filter(({ certain }) => certain || worked).map(({ refusal }) => refusal);
    const { refusals } = this.#parts;
    const [address, others] = partition(kept, (refusal) => refusal === "address");
    if (address.length > 0) await refusals.remember(ANY_MODEL, address);
    if (others.length > 0) await refusals.remember(model, others);
  }

  /** Resolves with an answer of a good status. @throws ServerError for another, AskError for trouble with the network */
  async #send(asked: Asked, body: string | undefined, exchange: Exchange): Promise<Response> {
    const { transport, connection } = this.#parts;
    exchange.startWaiting();
    const response = await this.#fetch(() =>
      transport(asked.url + connection.endpoint.query, { body, signal: exchange.controller.signal }),
    );
    if (response.ok) return response;
    const text = await readErrorText(response, exchange);
    throw new ServerError({
      status: response.status,
      headers: response.headers,
      body: parseJson(text) ?? text,
    });
  }

  async #fetch(send: () => Promise<Response>): Promise<Response> {
    const { origin } = this.#parts.connection.endpoint;
    try {
      return await send();
    } catch (error) {
      if (error instanceof AskError) throw error;
      throw new AskError(await this.#named(toNetworkFailure(error, origin, this.#secrets())));
    }
  }

  /** With the certificate that was not trusted, where it can be had. */
  async #named(failure: Failure): Promise<Failure> {
    if (failure.code !== "network" || failure.kind !== "tls") return failure;
    const certificate = await this.#parts.peerCertificate?.(failure.origin);
    return certificate ? { ...failure, certificate } : failure;
  }

  #open(signal: AbortSignal, streaming = true): Exchange {
    const { connection, setTimer } = this.#parts;
    return new Exchange(signal, connection.timeouts, setTimer, streaming);
  }

  #asked(url: string, model: string): Asked {
    const { origin } = this.#parts.connection.endpoint;
    return { origin, url, model, secrets: this.#secrets() };
  }

  #secrets(): readonly string[] {
    const { key, headers } = this.#parts.connection;
    return [...(key ? [key] : []), ...Object.values(headers)];
  }
}

/** What to make of a server's refusal. @param when `began` once something has been shown: then it cannot be repeated */
function toAsking(
  facts: ServerErrorFacts,
  sent: Sent,
  asked: Asked,
  when: { readonly began: boolean; readonly lastButOne: boolean },
): Asking {
  const failure = toServerFailure(facts, asked);
  const end = { type: "end", reason: "failed", failure } as const;
  if (when.began || failure.code === "unverified") return final(end);
  const refused = refusedIn(facts, sent);
  const elsewhere = apiNamedIn(facts.message, sent.plan.api);
  const isParameter = refused.some(({ refusal }) => refusal.startsWith("parameter:"));
  return {
    end: refused.length === 0 && elsewhere ? wrongApi(elsewhere, failure, asked) : end,
    // The last request is the smallest there is, for who refuses three things may refuse a fourth.
    refused: when.lastButOne && isParameter ? [...refused, ...optionalIn(sent)] : refused,
    unknownPath: isUnknownPath(facts),
  };
}

function final(end: ModelEnd): Asking {
  return { end, refused: [], unknownPath: false };
}

function toAskError(error: unknown, asked: Asked, now: number): AskError {
  if (error instanceof ServerError) return new AskError(toServerFailure(readServerError(error, now), asked));
  return error instanceof AskError ? error : new AskError({ code: "unexpected" }, { cause: error });
}

function toFailedEnd(error: unknown): ModelEnd {
  const failure = failureOf(error);
  return { type: "end", reason: "failed", failure, ...(failure.code === "unexpected" ? { cause: error } : {}) };
}

function wrongApi(api: ApiName, failure: Failure, asked: Asked): ModelEnd {
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  return {
    type: "end",
    reason: "failed",
    failure: { code: "wrong-api", model: asked.model, api, ...(requestId && { requestId }) },
  };
}

function partition<T>(values: readonly T[], holds: (value: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [values.filter(holds), values.filter((value) => !holds(value))];
}

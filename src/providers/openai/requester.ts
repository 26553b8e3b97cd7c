import type { SentHeader, SentRequest } from "../../core/ports/sentRequest.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError, failureOf, type Certificate, type Failure } from "../../shared/failures.ts";
import type { Api } from "./apis/api.ts";
import { parseJson, readErrorText } from "./body.ts";
import { Exchange } from "./exchange.ts";
import { toNetworkFailure } from "./networkFailure.ts";
import { ServerError } from "./serverError.ts";
import type { Asked } from "./serverFailure.ts";
import type { SetTimer } from "./timer.ts";
import type { Transport } from "./transport.ts";

export type RequesterParts = {
  readonly connection: Connection;
  readonly transport: Transport;
  /** Of a POST. @throws AskError for one that cannot be sent */
  readonly describeHeaders: () => readonly SentHeader[];
  readonly setTimer: SetTimer;
  /** Asks a server for its certificate, to name it in a failure; absent where that cannot be done. */
  readonly peerCertificate?: ((origin: string) => Promise<Certificate | undefined>) | undefined;
};

/** Makes requests over one connection, and says what is wrong when there is no good answer. */
export class Requester {
  readonly #parts: RequesterParts;

  constructor(parts: RequesterParts) {
    this.#parts = parts;
  }

  /** @param streaming whether the answer comes while it is made */
  open(signal: AbortSignal, { streaming }: { readonly streaming: boolean }): Exchange {
    const { connection, setTimer } = this.#parts;
    return new Exchange(signal, connection.timeouts, setTimer, streaming);
  }

  /** What `send` puts on the wire, for people. @throws AskError for a key or a header that cannot be sent */
  describe({ name, path }: Pick<Api, "name" | "path">, baseUrl: string, body: string): SentRequest {
    const { connection, describeHeaders } = this.#parts;
    return { api: name, baseUrl, path, query: connection.endpoint.query, headers: describeHeaders(), body };
  }

  /** @param model empty for a request that names none */
  asked(url: string, model: string): Asked {
    const { endpoint, key, headers } = this.#parts.connection;
    return { origin: endpoint.origin, url, model, secrets: [...(key ? [key] : []), ...Object.values(headers)] };
  }

  /**
   * A POST of `body`, which is JSON, or a GET without one. Resolves with an answer of a good status as soon as its headers are here.
   *
   * @throws ServerError for another status, AskError for trouble with the network
   */
  async send(asked: Asked, exchange: Exchange, body?: string): Promise<Response> {
    exchange.startWaiting();
    const response = await this.#fetch(asked, exchange, body);
    if (response.ok) return response;
    const text = await readErrorText(response, exchange);
    throw new ServerError({ status: response.status, headers: response.headers, body: parseJson(text) ?? text });
  }

  async #fetch(asked: Asked, exchange: Exchange, body: string | undefined): Promise<Response> {
    const { transport, connection } = this.#parts;
    try {
      return await transport(asked.url + connection.endpoint.query, { body, signal: exchange.controller.signal });
    } catch (error) {
      if (error instanceof AskError) throw error;
      const failure = toNetworkFailure(error, asked.origin, asked.secrets);
      throw new AskError(await this.#withCertificate(failure, exchange.controller.signal));
    }
  }

  /** With the certificate that was not trusted, where it can be had before `signal` is aborted. */
  async #withCertificate(failure: Failure, signal: AbortSignal): Promise<Failure> {
    const { peerCertificate } = this.#parts;
    if (failure.code !== "network" || failure.kind !== "tls" || !peerCertificate) return failure;
    const certificate = await Promise.race([peerCertificate(failure.origin), aborted(signal)]);
    return certificate ? { ...failure, certificate } : failure;
  }
}

/** What ended a request, as a failure; a defect of ours is its cause. */
export function toAskError(error: unknown): AskError {
  return error instanceof AskError ? error : new AskError(failureOf(error), { cause: error });
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  return undefined;
}

import type { EndpointFacts, EndpointProbes } from "../../core/ports/endpointProbe.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError } from "../../shared/failures.ts";
import { apiOf } from "./apis/apiOf.ts";
import { Exchange } from "./exchange.ts";
import { toNetworkFailure } from "./networkFailure.ts";
import { toPlan } from "./plan.ts";
import { requestIdOf } from "./serverError.ts";
import type { SetTimer } from "./timer.ts";
import type { Transport } from "./transport.ts";

/** Those by which a server, or a gateway before it, says what it is. None of them is about the person. */
const TELLING_HEADERS: readonly string[] = [
  "server",
  "via",
  "x-powered-by",
  "openai-version",
  "openai-processing-ms",
  "x-ms-region",
  "x-litellm-version",
  "cf-ray",
];

export type ProbeParts = {
  readonly createTransport: (connection: Connection) => Transport;
  readonly setTimer: SetTimer;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The probe port over plain requests. */
export function openAiProbes(parts: ProbeParts): EndpointProbes {
  return {
    open: async (connection, refusals) => {
      const { api, baseUrl } = toPlan(connection, refusals);
      const urlOf = (path: string): string => baseUrl + path + connection.endpoint.query;
      const urls = {
        models: urlOf("/models"),
        responses: urlOf(apiOf("responses").path),
        chat: urlOf(apiOf("chat").path),
        completions: urlOf(apiOf("completions").path),
      };
      return { api, urls, inspect: (signal) => inspect(urls.models, connection, parts, signal) };
    },
  };
}

async function inspect(
  url: string,
  connection: Connection,
  { createTransport, setTimer, now }: ProbeParts,
  signal: AbortSignal,
): Promise<EndpointFacts> {
  signal.throwIfAborted();
  const exchange = new Exchange(signal, connection.timeouts, setTimer);
  exchange.startWaiting();
  const sent = now();
  try {
    const { status, headers } = await createTransport(connection)(url, { signal: exchange.controller.signal });
    const requestId = requestIdOf(headers);
    const telling = TELLING_HEADERS.map((name) => [name, headers.get(name)] as const).filter(isSent);
    return {
      url,
      status,
      milliseconds: now() - sent,
      headers: Object.fromEntries(telling),
      ...(requestId && { requestId }),
    };
  } catch (error) {
    signal.throwIfAborted();
    const cause = exchange.interruption ?? error;
    if (cause instanceof AskError) throw cause;
    throw new AskError(toNetworkFailure(cause, connection.endpoint.origin, secretsOf(connection)));
  } finally {
    exchange.close();
  }
}

function isSent(header: readonly [string, string | null]): header is readonly [string, string] {
  return header[1] !== null;
}

function secretsOf({ key, headers }: Connection): readonly string[] {
  return [...(key ? [key] : []), ...Object.values(headers)];
}

import type { EndpointFacts, EndpointProbe } from "../../core/ports/endpointProbe.ts";
import { ANY_MODEL, type Refusal } from "../../core/ports/refusals.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { apiOf } from "./apis/apiOf.ts";
import { toPlan } from "./plan.ts";
import { toAskError, type Requester } from "./requester.ts";
import { requestIdOf, ServerError } from "./serverError.ts";

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

export type OpenAiProbeParts = {
  readonly connection: Connection;
  readonly requester: Requester;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The probe port over plain requests. */
export function createProbe(parts: OpenAiProbeParts, refusals: readonly Refusal[]): EndpointProbe {
  const { connection } = parts;
  const { api, baseUrl } = toPlan(connection, refusals);
  const urlOf = (path: string): string => baseUrl + path + connection.endpoint.query;
  return {
    api,
    urls: {
      models: urlOf("/models"),
      responses: urlOf(apiOf("responses").path),
      chat: urlOf(apiOf("chat").path),
      completions: urlOf(apiOf("completions").path),
    },
    inspect: (signal) => inspect(`${baseUrl}/models`, parts, signal),
  };
}

async function inspect(
  url: string,
  { connection, requester, now }: OpenAiProbeParts,
  signal: AbortSignal,
): Promise<EndpointFacts> {
  signal.throwIfAborted();
  const exchange = requester.open(signal, { streaming: true });
  const sent = now();
  try {
    const { status, headers } = await requester.send(requester.asked(url, ANY_MODEL), exchange).catch(answerIn);
    const requestId = requestIdOf(headers);
    return {
      url: url + connection.endpoint.query,
      status,
      milliseconds: now() - sent,
      headers: tellingHeaders(headers),
      ...(requestId && { requestId }),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw toAskError(exchange.interruption ?? error);
  } finally {
    exchange.close();
  }
}

/** A status that is no success is an answer too. */
function answerIn(error: unknown): { readonly status: number; readonly headers: Headers } {
  if (!(error instanceof ServerError)) throw error;
  const { status, headers } = error;
  if (status === undefined || headers === undefined) throw error;
  return { status, headers };
}

function tellingHeaders(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    TELLING_HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

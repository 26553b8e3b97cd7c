import type { ModelInfo } from "../../core/ports/model.ts";
import { ANY_MODEL, type Refusals } from "../../core/ports/refusals.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError } from "../../shared/failures.ts";
import { notAnAnswer, parseJson, readText, throwIfError } from "./body.ts";
import { toModels } from "./models.ts";
import { toPlan } from "./plan.ts";
import { toAskError, type Requester } from "./requester.ts";
import { readServerError, ServerError } from "./serverError.ts";
import { toServerFailure } from "./serverFailure.ts";

export type ModelListParts = {
  readonly connection: Connection;
  readonly refusals: Refusals;
  readonly requester: Requester;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The endpoint's models; where the address has none, those of the address with `/v1`, which is then remembered. */
export async function listModels(parts: ModelListParts, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const { connection, refusals } = parts;
  const { baseUrl } = toPlan(connection, refusals.of(ANY_MODEL));
  const { baseUrl: other } = toPlan(connection, ["address"]);
  try {
    return await listAt(baseUrl, parts, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!isNotFound(error) || /\/v\d/.test(baseUrl)) throw error;
    const models = await listAt(other, parts, signal).catch(() => undefined);
    signal.throwIfAborted();
    if (models === undefined) throw error;
    await refusals.remember(ANY_MODEL, ["address"]);
    return models;
  }
}

async function listAt(baseUrl: string, parts: ModelListParts, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  signal.throwIfAborted();
  const { requester, now } = parts;
  const asked = requester.asked(`${baseUrl}/models`, ANY_MODEL);
  const exchange = requester.open(signal, { streaming: true });
  try {
    const response = await requester.send(asked, exchange);
    const body = parseJson(await readText(response, exchange, asked));
    if (body === undefined) throw notAnAnswer(response);
    throwIfError(body, response);
    return toModels(body);
  } catch (error) {
    signal.throwIfAborted();
    if (exchange.interruption) throw exchange.interruption;
    if (error instanceof ServerError) throw new AskError(toServerFailure(readServerError(error, now()), asked));
    throw toAskError(error);
  } finally {
    exchange.close();
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof AskError && error.failure.code === "refused-request" && error.failure.status === 404;
}

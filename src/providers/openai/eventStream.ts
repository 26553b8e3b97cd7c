import { APIError, type OpenAI } from "openai";
import { Stream } from "openai/streaming";
import { AskError } from "../../shared/failures.ts";
import type { Attempt } from "./attempt.ts";
import { toReadError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

/**
 * The events of a streamed answer, as the SDK decodes them. Throws an AskError for trouble with the connection,
 * the SDK's `APIError` for an error that the server put into the stream, and the interruption of the exchange.
 */
export async function* readEvents(
  response: Response,
  exchange: Exchange,
  attempt: Attempt,
  client: OpenAI,
): AsyncGenerator {
  const progress = { began: false, ended: false };
  // Its own controller: the SDK aborts it for every error, which would look like an interruption.
  const sdk = new AbortController();
  const stop = (): void => sdk.abort();
  exchange.controller.signal.addEventListener("abort", stop);
  try {
    exchange.startWaiting();
    for await (const event of Stream.fromSSEResponse<unknown>(watch(response, exchange, progress), sdk, client)) {
      exchange.stopWaiting();
      exchange.throwIfInterrupted();
      progress.began = true;
      yield event;
      exchange.startWaiting();
    }
  } catch (error) {
    exchange.throwIfInterrupted();
    throw toReadError(error, progress, attempt);
  } finally {
    exchange.controller.signal.removeEventListener("abort", stop);
  }
  // The SDK's loop ends without a word when it is aborted.
  exchange.throwIfInterrupted();
}

/** The same answer, telling of every piece of its body. Pieces are fetched one by one, when they are asked for. */
function watch(response: Response, exchange: Exchange, progress: { ended: boolean }): Response {
  const reader = response.body?.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await reader?.read();
        if (piece?.done === false) {
          exchange.arrived();
          controller.enqueue(piece.value);
        } else {
          progress.ended = true;
          controller.close();
        }
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: response.headers });
}

/**
 * Throws unless the answer is a stream of events. A JSON answer may be an error under a good status: then that is
 * what is thrown, as the SDK's `APIError`.
 *
 * @throws AskError `not-a-stream`
 */
export async function requireEventStream(response: Response, attempt: Attempt): Promise<void> {
  const contentType = mediaType(response);
  if (contentType === "text/event-stream") return;
  if (contentType.endsWith("json")) throwIfError(parseJson(await readText(response, attempt)), response);
  throw notAStream(contentType, attempt);
}

/** The parsed body of an answer that should be JSON. Throws as {@link requireEventStream} does. */
export async function readJson(response: Response, attempt: Attempt): Promise<unknown> {
  const body = parseJson(await readText(response, attempt));
  if (body === undefined) throw notAStream(mediaType(response), attempt);
  throwIfError(body, response);
  return body;
}

async function readText(response: Response, attempt: Attempt): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw toReadError(error, { began: true, ended: false }, attempt);
  }
}

function mediaType(response: Response): string {
  return response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}

function notAStream(contentType: string, { requestId }: Attempt): AskError {
  return new AskError({ code: "not-a-stream", contentType, ...(requestId && { requestId }) });
}

function throwIfError(body: unknown, response: Response): void {
  if (typeof body !== "object" || body === null || !("error" in body) || !body.error) return;
  throw new APIError(undefined, body.error, undefined, response.headers);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

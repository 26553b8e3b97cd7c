import { APIError, type OpenAI } from "openai";
import { Stream } from "openai/streaming";
import { AskError } from "../../shared/failures.ts";
import type { Attempt } from "./attempt.ts";
import { toReadError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

/**
 * The events of a streamed answer, as the SDK decodes them. Throws an AskError for trouble with the connection and
 * the SDK's `APIError` for an error that the server put into the stream. When the exchange is interrupted it may do
 * either, or just end, as the SDK does: whoever opened the exchange asks that.
 */
export async function* readEvents(
  response: Response,
  exchange: Exchange,
  attempt: Attempt,
  client: OpenAI,
): AsyncGenerator {
  const progress = { began: false, ended: false };
  try {
    exchange.startWaiting();
    const observed = observe(response, exchange, progress);
    // The client is the logger: without it the SDK writes to the console.
    for await (const event of Stream.fromSSEResponse<unknown>(observed, exchange.controller, client)) {
      exchange.stopWaiting();
      progress.began = true;
      yield event;
      exchange.startWaiting();
    }
  } catch (error) {
    throw toReadError(error, progress, attempt);
  }
}

/**
 * The same answer, telling of every piece of its body. Pieces are fetched one by one, when they are asked for, so
 * `ended` is not set before the last event was decoded. The connection is the exchange's to close.
 */
function observe(response: Response, exchange: Exchange, progress: { ended: boolean }): Response {
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

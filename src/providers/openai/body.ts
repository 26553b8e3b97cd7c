import { AskError } from "../../shared/failures.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Exchange } from "./exchange.ts";
import { causesOf, NODE_FETCH_SECONDS, toNetworkFailure } from "./networkFailure.ts";
import { requestIdOf, ServerError } from "./serverError.ts";
import type { Asked } from "./serverFailure.ts";

/** An error page is read no further than this, in UTF-16 units. */
const LONGEST_ERROR = 65_536;

/** Far above any real event or answer, in UTF-16 units. Without a limit an endless one would fill the memory. */
export const LONGEST_TEXT = 32_000_000;

/** How far an answer had come when reading it failed. */
export type ReadProgress = {
  /** Something of the answer was read. */
  began: boolean;
  /** The whole body was read. */
  ended: boolean;
};

/** The network's trouble while a body was read, as its cause: told apart so from a defect of whoever reads it. */
class BodyError extends Error {}

/**
 * A body's text in pieces as they arrive; the exchange's clock runs while one is awaited.
 *
 * @throws BodyError
 */
export async function* readPieces(response: Response, exchange: Exchange): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  // A character that is cut in half at the end is dropped: nothing that ends so is whole.
  const decoder = new TextDecoder();
  for (;;) {
    exchange.startWaiting();
    const piece = await reader?.read().catch((error: unknown) => {
      throw new BodyError("The body could not be read.", { cause: error });
    });
    exchange.stopWaiting();
    if (!piece || piece.done) return;
    exchange.arrived();
    yield decoder.decode(piece.value, { stream: true });
  }
}

/** The whole body as text. @throws AskError */
export async function readText(response: Response, exchange: Exchange, asked: Asked): Promise<string> {
  let text = "";
  try {
    for await (const piece of readPieces(response, exchange)) {
      text += piece;
      if (text.length > LONGEST_TEXT) throw new AskError({ code: "oversized-event" });
    }
    return text;
  } catch (error) {
    throw toReadError(error, { began: true, ended: false }, asked, response);
  }
}

/** What came of an error's text, though it may be without its end. */
export async function readErrorText(response: Response, exchange: Exchange): Promise<string> {
  let text = "";
  try {
    for await (const piece of readPieces(response, exchange)) {
      text += piece;
      if (text.length >= LONGEST_ERROR) break;
    }
  } catch {
    // The status says enough, and whoever interrupted it knows.
  }
  return text;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without its parameters, in lower case. */
export function mediaType(response: Response): string {
  return response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}

export function notAnAnswer(response: Response): AskError {
  const requestId = requestIdOf(response.headers);
  return new AskError({ code: "not-a-stream", contentType: mediaType(response), ...(requestId && { requestId }) });
}

/** Some servers answer with a good status and put an error into the body. @throws ServerError for that */
export function throwIfError(body: unknown, response: Response): void {
  if (!isRecord(body)) return;
  // The second is how vLLM says it.
  if (body["error"] || body["object"] === "error") throw new ServerError({ headers: response.headers, body });
}

/**
 * What trouble while an answer was read means: `cut-off` once the answer has begun. Any other error is returned as it
 * is.
 *
 * An event that is not JSON is half an event when the body has ended with it, so the answer was cut off. In the
 * middle of a stream it is the server's mistake, and would be again: `server`.
 */
export function toReadError(error: unknown, progress: ReadProgress, asked: Asked, response: Response): unknown {
  const requestId = requestIdOf(response.headers);
  const fromServer = requestId ? { requestId } : {};
  if (error instanceof SyntaxError) {
    return progress.ended
      ? new AskError({ code: "cut-off", ...fromServer })
      : new AskError({ code: "server", detail: "A piece of the answer is not JSON.", ...fromServer });
  }
  if (!(error instanceof BodyError)) return error;
  if (causesOf(error).some(({ code }) => code === "UND_ERR_BODY_TIMEOUT")) {
    return new AskError({ code: "stalled", seconds: NODE_FETCH_SECONDS });
  }
  return progress.began
    ? new AskError({ code: "cut-off", ...fromServer })
    : new AskError(toNetworkFailure(error.cause, asked.origin, asked.secrets));
}

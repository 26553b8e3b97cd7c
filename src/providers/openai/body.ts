import { AskError } from "../../shared/failures.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { Exchange } from "./exchange.ts";
import { causesOf, NODE_FETCH_SECONDS, toNetworkFailure } from "./networkFailure.ts";
import { requestIdOf, ServerError } from "./serverError.ts";
import type { Asked } from "./serverFailure.ts";

/** An error page is read no further than this, in UTF-16 units. */
const LONGEST_ERROR = 65_536;

/** How far an answer had come when reading it failed. */
export type ReadProgress = {
  /** At least one event was read. */
  began: boolean;
  /** The whole body was read. */
  ended: boolean;
};

/** The pieces of an answer's body as they arrive; the exchange's clock runs while one is awaited. */
export async function* readPieces(
  response: Response,
  exchange: Exchange,
  progress: ReadProgress,
): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  for (;;) {
    exchange.startWaiting();
    const piece = await reader?.read();
    exchange.stopWaiting();
    if (!piece || piece.done) break;
    exchange.arrived();
    yield piece.value;
  }
  progress.ended = true;
}

/** The whole body as text. */
export async function readText(response: Response, exchange: Exchange): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of readPieces(response, exchange, { began: true, ended: false })) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** What came of an error's text, though it may be without its end. */
export async function readErrorText(response: Response, exchange: Exchange): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const piece of readPieces(response, exchange, { began: true, ended: false })) {
      text += decoder.decode(piece, { stream: true });
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
  if (isRecord(body) && body["error"]) throw new ServerError({ headers: response.headers, body });
}

/**
 * What trouble while an answer was read means: `cut-off` once the answer has begun.
 *
 * An event that is not JSON is half an event when the body has ended with it, so the answer was cut off. In the
 * middle of a stream it is the server's mistake, and would be again: `server`.
 */
export function toReadError(
  error: unknown,
  progress: ReadProgress,
  asked: Asked,
  requestId: string | undefined,
): AskError {
  const fromServer = requestId ? { requestId } : {};
  if (error instanceof SyntaxError) {
    return progress.ended
      ? new AskError({ code: "cut-off", ...fromServer })
      : new AskError({ code: "server", detail: "A piece of the answer is not JSON.", ...fromServer });
  }
  if (causesOf(error).some(({ code }) => code === "UND_ERR_BODY_TIMEOUT")) {
    return new AskError({ code: "stalled", seconds: NODE_FETCH_SECONDS });
  }
  return progress.began
    ? new AskError({ code: "cut-off", ...fromServer })
    : new AskError(toNetworkFailure(error, asked.origin, asked.secrets));
}

import { APIConnectionError, APIError } from "openai";
import { AskError } from "../../shared/failures.ts";
import type { Attempt } from "./attempt.ts";
import { causesOf, NODE_FETCH_SECONDS, toNetworkFailure } from "./networkFailure.ts";
import { parseServerError } from "./serverError.ts";
import { toServerFailure } from "./serverFailure.ts";

/**
 * The AskError that an error of the SDK, of fetch or of the transport means.
 *
 * It carries no cause: the SDK's errors hold the server's whole answer, which may quote the key. Only an error
 * that is none of these, a defect of ours, goes along as the cause of `unexpected`, for the log.
 *
 * @param now milliseconds since the epoch
 */
export function toAskError(error: unknown, attempt: Attempt, now: number): AskError {
  if (error instanceof AskError) return error;
  if (error instanceof APIConnectionError) {
    // What our transport throws, the SDK takes for a connection error.
    const ours = error.cause;
    return ours instanceof AskError ? ours : new AskError(toNetworkFailure(error, attempt.origin, attempt.secrets));
  }
  if (error instanceof APIError) return new AskError(toServerFailure(parseServerError(error, now), attempt));
  return new AskError({ code: "unexpected" }, { cause: error });
}

/** How far an answer had come when reading it failed. */
export type ReadProgress = {
  /** At least one event was read. */
  readonly began: boolean;
  /** The whole body was read. */
  readonly ended: boolean;
};

/**
 * The error that one thrown while an answer was read means: what the server said in the stream stays the SDK's
 * `APIError`; trouble with the connection is `cut-off` once the answer has begun.
 *
 * An event that is not JSON is half an event when the body has ended with it, so the answer was cut off. In the
 * middle of a stream it is the server's mistake, and would be again: `server`.
 */
export function toReadError(error: unknown, progress: ReadProgress, attempt: Attempt): APIError | AskError {
  if (error instanceof APIError) return error;
  const fromServer = attempt.requestId ? { requestId: attempt.requestId } : {};
  if (error instanceof SyntaxError && !progress.ended) {
    return new AskError({ code: "server", detail: "A piece of the answer is not JSON.", ...fromServer });
  }
  if (causesOf(error).some(({ code }) => code === "UND_ERR_BODY_TIMEOUT")) {
    return new AskError({ code: "stalled", seconds: NODE_FETCH_SECONDS });
  }
  if (progress.began || error instanceof SyntaxError) return new AskError({ code: "cut-off", ...fromServer });
  return new AskError(toNetworkFailure(error, attempt.origin, attempt.secrets));
}

import type { Failure } from "../../shared/failures.ts";

/** Longer waits are told at once instead of waited. */
const LONGEST_WAIT = 60_000;
const FIRST_WAIT = 500;
const LONGEST_BACKOFF = 8_000;

/**
 * How long to wait before asking again, in milliseconds; undefined when asking again cannot help.
 *
 * @param attempt counted from 1
 * @param random between 0 and 1; spreads clients that failed together
 */
export function retryDelay(failure: Failure, attempt: number, random: number): number | undefined {
  if (!canPass(failure)) return undefined;
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** (attempt - 1));
  if (failure.code !== "rate-limited" || failure.retryAfterMs === undefined) {
    return Math.round(backoff * (1 - random / 4));
  }
  if (failure.retryAfterMs > LONGEST_WAIT) return undefined;
  // Never sooner than the server asks, and a little later, for it has asked others the same.
  return Math.round(Math.max(failure.retryAfterMs, FIRST_WAIT) + (backoff * random) / 4);
}

/** Whether the same request may succeed in a moment with nobody having done anything. */
function canPass(failure: Failure): boolean {
  switch (failure.code) {
    case "rate-limited":
    case "server":
    case "cut-off":
      return true;
    case "network":
      return failure.kind === "reset" || failure.kind === "unreachable";
    // Whoever waited for these has waited long enough; the next step is the person's.
    case "no-first-byte":
    case "stalled":
    case "no-key":
    case "bad-endpoint":
    case "bad-setting":
    case "no-model":
    case "auth":
    case "wrong-account":
    case "permission":
    case "model-not-found":
    case "wrong-api":
    case "unverified":
    case "quota":
    case "context-too-long":
    case "content-filter":
    case "refused-request":
    case "redirected":
    case "not-a-stream":
    case "oversized-event":
    case "secrets-unavailable":
    case "unexpected":
      return false;
  }
}

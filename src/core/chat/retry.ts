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
  if (failure.code === "rate-limited" && failure.retryAfterMs !== undefined) {
    return failure.retryAfterMs <= LONGEST_WAIT ? failure.retryAfterMs : undefined;
  }
  const backoff = Math.min(LONGEST_BACKOFF, FIRST_WAIT * 2 ** (attempt - 1));
  return Math.round(backoff * (1 - random / 4));
}

function canPass(failure: Failure): boolean {
  switch (failure.code) {
    case "rate-limited":
    case "server":
      return true;
    case "network":
      return failure.kind === "reset" || failure.kind === "unreachable";
    case "cut-off":
      return true;
    default:
      return false;
  }
}

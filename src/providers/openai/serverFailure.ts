import type { Failure, FromServer } from "../../shared/failures.ts";
import type { Attempt } from "./attempt.ts";
import { toPlainLine } from "./plainText.ts";
import type { ServerError } from "./serverError.ts";

const QUOTA_CODES = ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"];
const QUOTA_TEXT = /exceeded your current quota|billing hard limit|insufficient (?:balance|credits?|funds)/i;
const RATE_LIMIT_CODES = ["rate_limit_exceeded", "rate_limit_error"];
const CONTEXT_CODES = ["context_length_exceeded", "exceed_context_size_error"];
const CONTEXT_TEXT = /maximum context length|context (?:length|window|size)|prompt is too long/i;
const MODEL_TEXT = /\bmodel\b.*\b(?:not found|not exist|doesn't exist)|no such model/i;
/** A good key in the wrong organization or project, or without the scope. */
const NOT_ALLOWED_TEXT = /organization|project|insufficient permissions|missing scopes/i;

/** The failure that a server's refusal means; by code before status before wording, for codes are the surest. */
export function toServerFailure(error: ServerError, attempt: Attempt): Failure {
  const { status, retryAfterMs } = error;
  const detail = toPlainLine(error.message, attempt.secrets);
  const requestId = error.requestId ?? attempt.requestId;
  const fromServer: FromServer = requestId ? { requestId } : {};
  const isCode = (codes: readonly string[]): boolean => codes.includes(error.code) || codes.includes(error.type);

  if (isCode(QUOTA_CODES) || status === 402) return { code: "quota", ...fromServer };
  if (status === undefined || status === 429) {
    if (QUOTA_TEXT.test(detail)) return { code: "quota", ...fromServer };
    if (status === 429 || isCode(RATE_LIMIT_CODES)) {
      return { code: "rate-limited", ...(retryAfterMs !== undefined && { retryAfterMs }), ...fromServer };
    }
  }
  if (isCode(CONTEXT_CODES) || (status !== undefined && status < 500 && CONTEXT_TEXT.test(detail))) {
    return { code: "context-too-long", detail, ...fromServer };
  }
  if (isCode(["model_not_found"]) || (status === 404 && attempt.model && MODEL_TEXT.test(detail))) {
    return { code: "model-not-found", model: attempt.model, ...fromServer };
  }
  if (status === 401 || isCode(["invalid_api_key"])) {
    return NOT_ALLOWED_TEXT.test(detail) && !isCode(["invalid_api_key"])
      ? { code: "permission", detail, ...fromServer }
      : { code: "auth", origin: attempt.origin, ...fromServer };
  }
  if (status === 403) return { code: "permission", detail, ...fromServer };
  if (status === 407) return { code: "network", kind: "proxy", origin: attempt.origin, detail: detail || "HTTP 407" };
  if (status !== undefined && status >= 400 && status < 500) {
    // An unknown path is nearly always an unknown address: show which.
    const told = status === 404 ? `${attempt.url}: ${detail || "HTTP 404"}` : detail;
    return { code: "refused-request", status, detail: told, ...fromServer };
  }
  return { code: "server", ...(status !== undefined && { status }), detail, ...fromServer };
}

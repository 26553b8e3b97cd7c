import type { Failure, FromServer } from "../../shared/failures.ts";
import { toPlainLine } from "./plainText.ts";
import type { ServerErrorFacts } from "./serverError.ts";

/** What is known about a request, for telling what went wrong with it. */
export type Asked = {
  readonly origin: string;
  /** The method's whole URL. */
  readonly url: string;
  /** Empty for a request that names none. */
  readonly model: string;
  /** Never to be repeated to the person: the key and the values of their headers. */
  readonly secrets: readonly string[];
};

const QUOTA_CODES = ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"];
const QUOTA_TEXT = /exceeded your current quota|billing hard limit|insufficient (?:balance|credits?|funds)/i;
const RATE_LIMIT_CODES = ["rate_limit_exceeded", "rate_limit_error"];
const CONTEXT_CODES = ["context_length_exceeded", "exceed_context_size_error"];
/** The last is of Text Generation Inference. */
const CONTEXT_TEXT = /context (?:length|window|size)|prompt is too long|`inputs`[^.]*must be <=/i;
const MODEL_CODES = new Set(["model_not_found", "DeploymentNotFound"]);
/** The last two are of OpenRouter and of `transformers serve`. */
const MODEL_TEXT = /\bmodel\b.*\b(?:not found|not exist|doesn't exist)|no such model|no endpoints found for|pinned to/i;
/** A good key in the wrong organization or project. */
const ACCOUNT_CODES = ["mismatched_organization", "mismatched_project", "invalid_organization"];
const ACCOUNT_TEXT = /organization|project/i;
/** A good key without the scope. */
const SCOPE_TEXT = /insufficient permissions|missing scopes/i;
const UNVERIFIED_TEXT = /organization must be verified to (?:stream|generate)/i;
const FILTER_CODES = ["content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"];

/** The failure that a server's refusal means; by code before status before wording, for codes are the surest. */
export function toServerFailure(error: ServerErrorFacts, asked: Asked): Failure {
  const { status, retryAfterMs, requestId } = error;
  const detail = toPlainLine(error.message, asked.secrets);
  const fromServer: FromServer = requestId ? { requestId } : {};
  const isCode = (codes: readonly string[]): boolean => codes.includes(error.code) || codes.includes(error.type);

  if (isCode(QUOTA_CODES) || status === 402) return { code: "quota", origin: asked.origin, ...fromServer };
  if (status === undefined || status === 429) {
    if (QUOTA_TEXT.test(detail)) return { code: "quota", origin: asked.origin, ...fromServer };
    if (status === 429 || isCode(RATE_LIMIT_CODES)) {
      return { code: "rate-limited", ...(retryAfterMs !== undefined && { retryAfterMs }), ...fromServer };
    }
  }
  if (UNVERIFIED_TEXT.test(detail)) return { code: "unverified", model: asked.model, ...fromServer };
  if (isCode(FILTER_CODES)) return { code: "content-filter", detail, ...fromServer };
  if (isCode(CONTEXT_CODES) || ((status ?? 400) < 500 && CONTEXT_TEXT.test(detail))) {
    return { code: "context-too-long", ...toTokens(error), detail, ...fromServer };
  }
  if (asked.model && isUnknownModel(error)) return { code: "model-not-found", model: asked.model, ...fromServer };
  if (isCode(ACCOUNT_CODES)) return { code: "wrong-account", detail, ...fromServer };
  if (status === 401 || isCode(["invalid_api_key"])) {
    if (isCode(["invalid_api_key"])) return { code: "auth", origin: asked.origin, ...fromServer };
    if (SCOPE_TEXT.test(detail)) return { code: "permission", detail, ...fromServer };
    if (ACCOUNT_TEXT.test(detail)) return { code: "wrong-account", detail, ...fromServer };
    return { code: "auth", origin: asked.origin, ...fromServer };
  }
  if (status === 403) return { code: "permission", detail, ...fromServer };
  if (status === 407)
    return { code: "network", kind: "proxy-auth", origin: asked.origin, detail: detail || "HTTP 407" };
  if (status !== undefined && status >= 400 && (status < 500 || error.isInvalid)) {
    // An unknown path is nearly always an unknown address: show which.
    const told = status === 404 ? `${asked.url}: ${detail || "HTTP 404"}` : detail;
    return { code: "refused-request", status, detail: told, ...fromServer };
  }
  return { code: "server", ...(status !== undefined && { status }), detail, ...fromServer };
}

/** Whether it is the model that was not found, rather than the path. */
export function isUnknownModel({ code, type, status, message }: ServerErrorFacts): boolean {
  if (MODEL_CODES.has(code) || MODEL_CODES.has(type)) return true;
  return (status === 404 || status === 400) && MODEL_TEXT.test(message);
}

const LIMIT =
  /n_ctx: (\d+)|must be <= (\d+)|(?:context (?:length|window|size)|maximum|limit)(?:\s|is|of|was|to|only|:|=|\()*(\d[\d,]*)|(\d[\d,]*)[- ]tokens? context/i;
const REQUESTED =
  /(?:requested|resulted in|has|contains?|used|prompt is|request)[^\d]{0,40}?(\d[\d,]*) (?:input )?tokens|\((\d[\d,]*) tokens\)/i;

/** "maximum context length is 8192 tokens. However, you requested 9000 tokens", in the words of many servers. */
function toTokens(error: ServerErrorFacts): { readonly limit?: number; readonly requested?: number } {
  const limit = error.contextTokens ?? toCount(LIMIT.exec(error.message));
  const requested = error.promptTokens ?? toCount(REQUESTED.exec(error.message));
  return {
    ...(limit !== undefined && { limit }),
    ...(requested !== undefined && (limit === undefined || requested > limit) && { requested }),
  };
}

function toCount(match: RegExpExecArray | null): number | undefined {
  const digits = match?.slice(1).find((group) => group !== undefined);
  return digits === undefined ? undefined : Number(digits.replaceAll(",", ""));
}

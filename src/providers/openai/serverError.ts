import { isRecord } from "../../shared/protocol/validate.ts";
import { retryAfterMs } from "./retryAfter.ts";

/** A refusal as it came: of an HTTP answer with its status and headers, of an event in a stream without. */
export class ServerError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  /** Parsed where it was JSON, else its text. */
  readonly body: unknown;

  constructor(answer: { readonly status?: number; readonly headers?: Headers; readonly body: unknown }) {
    // No text of the server goes into the message, which may be logged.
    super("The server reported an error.");
    this.status = answer.status;
    this.headers = answer.headers;
    this.body = answer.body;
  }
}

/** A refusal in one shape, whichever of the many the server chose. Empty or absent is what it did not say. */
export type ServerErrorFacts = {
  /** The HTTP status; of an error inside a stream, its numeric code, if it has one. */
  readonly status?: number;
  readonly code: string;
  readonly type: string;
  /** The member of the body that is meant, such as `temperature` or `messages[0].role`. */
  readonly param: string;
  /** Raw: may be long, HTML, or quote the key. */
  readonly message: string;
  /** Whether it says that the request is not valid, whatever the status. */
  readonly isInvalid: boolean;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  /** llama.cpp says both as numbers. */
  readonly contextTokens?: number;
  readonly promptTokens?: number;
};

/**
 * Known shapes: `{"error": {message, code, type, param}}` of OpenAI, `{"error": "text"}` of Ollama, `{"message"}` and
 * `{"detail"}` of FastAPI servers, the same in a list (Gemini), HTML or plain text of a gateway.
 *
 * @param now milliseconds since the epoch
 */
export function readServerError({ status, headers, body }: ServerError, now: number): ServerErrorFacts {
  const inner = unwrap(body);
  const facts = toRecord(inner);
  const code = facts["code"];
  const known = status ?? (typeof code === "number" && code >= 400 && code < 600 ? code : undefined);
  const wait = headers && retryAfterMs(headers, now);
  const requestId = headers && requestIdOf(headers);
  const invalid = toInvalid(messageOf(inner));
  return {
    ...(known !== undefined && { status: known }),
    code: toText(code),
    type: toText(facts["type"]),
    param: toText(facts["param"]) || (invalid?.param ?? locationOf(facts["detail"])),
    message: invalid?.message ?? messageOf(inner),
    isInvalid: invalid !== undefined,
    ...(requestId && { requestId }),
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(typeof facts["n_ctx"] === "number" && { contextTokens: facts["n_ctx"] }),
    ...(typeof facts["n_prompt_tokens"] === "number" && { promptTokens: facts["n_prompt_tokens"] }),
  };
}

/** OpenAI's name for it, and Azure's. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("apim-request-id") ?? undefined;
}

/** Down to the innermost `error`. */
function unwrap(body: unknown): unknown {
  if (Array.isArray(body)) return unwrap(body[0]);
  const inner = toRecord(body)["error"];
  return inner === undefined || inner === null ? body : unwrap(inner);
}

function messageOf(body: unknown): string {
  if (typeof body === "string") return body;
  const { message, detail } = toRecord(body);
  if (typeof message === "string") return message;
  if (typeof detail === "string") return detail;
  // FastAPI's list of what is wrong with the body.
  if (Array.isArray(detail)) return detail.map(toComplaint).join("; ");
  return "";
}

/** llama-cpp-python answers 500 for an invalid request, with a piece of its own code and paths of its files. */
function toInvalid(message: string): { readonly param: string; readonly message: string } | undefined {
  const [, param, complaint] = /'loc': \('body', '([^']+)'.*?'msg': '([^']+)'/.exec(message) ?? [];
  return param !== undefined && complaint !== undefined ? { param, message: `${param}: ${complaint}` } : undefined;
}

function toComplaint(item: unknown): string {
  const { msg, loc } = toRecord(item);
  const where = Array.isArray(loc) ? loc.slice(1).join(".") : "";
  return where === "" ? toText(msg) : `${where}: ${toText(msg)}`;
}

/** `["body", "temperature"]` of FastAPI, without the body. */
function locationOf(detail: unknown): string {
  const loc = Array.isArray(detail) ? toRecord(detail[0])["loc"] : undefined;
  return Array.isArray(loc) ? loc.slice(1).join(".") : "";
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

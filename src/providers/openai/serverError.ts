import type { APIError } from "openai";
import { retryAfterMs } from "./retryAfter.ts";

/** A refusal in one shape, whichever of the many the server chose. Empty or absent is what it did not say. */
export type ServerError = {
  /** The HTTP status; of an error inside a stream, its numeric code, if it has one. */
  readonly status?: number;
  readonly code: string;
  readonly type: string;
  /** Raw: may be long, HTML, or quote the key. */
  readonly message: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
};

/**
 * Known shapes: `{"error": {message, code, type}}` of OpenAI, `{"error": "text"}` of Ollama, `{"message"}` and
 * `{"detail"}` of FastAPI servers, the same in a list (Gemini), HTML or plain text of a gateway.
 *
 * @param now milliseconds since the epoch
 */
export function parseServerError(error: APIError, now: number): ServerError {
  const body = unwrap(error.error);
  const code = toRecord(body)["code"];
  const status = error.status ?? (typeof code === "number" && code >= 400 && code < 600 ? code : undefined);
  const wait = error.headers && retryAfterMs(error.headers, now);
  return {
    ...(status !== undefined && { status }),
    code: typeof code === "string" ? code : "",
    type: toText(toRecord(body)["type"]),
    message: messageOf(body) || rawMessage(error),
    ...(error.requestID && { requestId: error.requestID }),
    ...(wait !== undefined && { retryAfterMs: wait }),
  };
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
  if (Array.isArray(detail)) return detail.map((item) => toText(toRecord(item)["msg"])).join("; ");
  return "";
}

/** A body that was no JSON: the SDK puts all of it behind the status. */
function rawMessage(error: APIError): string {
  if (error.error !== undefined) return "";
  return error.message.replace(/^\d{3} /, "").replace(/^\(?(?:no )?status code.*$/, "");
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

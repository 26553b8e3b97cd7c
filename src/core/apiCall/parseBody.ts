import { isRecord } from "../../shared/protocol/validate.ts";
import type { SentRequest } from "../ports/sentRequest.ts";

export type CallBody = Readonly<Record<string, unknown>>;

/** The body of a request as data; an empty one where the text, as in a damaged file, is no object. */
export function parseBody({ body }: SentRequest): CallBody {
  const parsed: unknown = JSON.parse(body);
  return isRecord(parsed) ? parsed : {};
}

export function isStreamed(body: CallBody): boolean {
  return body["stream"] === true;
}

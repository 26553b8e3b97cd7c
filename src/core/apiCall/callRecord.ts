import type { ApiCall } from "../ports/apiCallStore.ts";
import type { SentHeader } from "../ports/sentRequest.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

const VERSION = 1;

/** A request as it is kept on disk. */
export function formatCallRecord(call: ApiCall): string {
  return JSON.stringify({ version: VERSION, ...call });
}

/** Undefined for a text that is none, is damaged, or is of a newer version. */
export function parseCallRecord(text: string): ApiCall | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value["version"] !== VERSION) return undefined;
    const { api, baseUrl, path, query, headers, body, at, answered } = value;
    if (api !== "responses" && api !== "chat" && api !== "completions") return undefined;
    if (!isText(baseUrl) || !isText(path) || !isText(query) || !isText(body)) return undefined;
    if (typeof at !== "number" || typeof answered !== "boolean") return undefined;
    if (!Array.isArray(headers) || !headers.every(isHeader) || !isRecord(JSON.parse(body))) return undefined;
    return { api, baseUrl, path, query, headers, body, at, answered };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isHeader(value: unknown): value is SentHeader {
  if (!isRecord(value) || !isText(value["name"])) return false;
  const { kind } = value;
  if (kind === "plain") return isText(value["value"]);
  return kind === "key" || kind === "organization" || kind === "project" || kind === "own";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

import { AskError } from "../../shared/failures.ts";

/** Where requests go. */
export type Endpoint = {
  /** Scheme, host and port: what a key is bound to. */
  readonly origin: string;
  /** What `/chat/completions` or `/responses` is appended to; no trailing slash. */
  readonly baseUrl: string;
  /** For people, for example `api.openai.com` or `localhost:11434`. */
  readonly host: string;
  readonly isOpenAi: boolean;
};

const OPENAI_HOST = "api.openai.com";
const METHOD_PATHS = /\/(?:chat\/completions|completions|responses|models)$/;

/**
 * Reads the address as people type it: with a trailing slash, or the full URL of one method.
 * OpenAI's own address gets its `/v1` when it is missing; any other path is taken as it stands.
 *
 * @throws AskError `bad-endpoint` when it is no http or https URL, carries a name and password, or has a query.
 */
export function parseEndpoint(address: string): Endpoint {
  const url = parseUrl(address.trim());
  if (url.protocol !== "https:" && url.protocol !== "http:") throw bad("It must start with https:// or http://.");
  if (url.username || url.password) throw bad("It must not contain a user name or a password.");
  if (url.search || url.hash) throw bad("It must not contain ? or #.");
  const isOpenAi = url.hostname === OPENAI_HOST;
  const path = url.pathname.replace(/\/+$/, "").replace(METHOD_PATHS, "");
  return {
    origin: url.origin,
    baseUrl: url.origin + (isOpenAi && path === "" ? "/v1" : path),
    host: url.host,
    isOpenAi,
  };
}

function parseUrl(address: string): URL {
  try {
    return new URL(address);
  } catch (error) {
    throw bad("It is not a web address.", error);
  }
}

function bad(reason: string, cause?: unknown): AskError {
  return new AskError({ code: "bad-endpoint", reason }, { cause });
}

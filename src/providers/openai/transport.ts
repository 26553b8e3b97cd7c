import type { SentHeader } from "../../core/ports/sentRequest.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { AskError } from "../../shared/failures.ts";

const JSON_TYPE = "application/json";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends a request: a POST when it has a body, else a GET. */
export type Transport = (
  url: string,
  init: { readonly body?: string | undefined; readonly signal: AbortSignal },
) => Promise<Response>;

/**
 * The last gate before the network. What leaves is written here from the connection alone: no telemetry header, and
 * nothing of the environment.
 *
 * Throws an AskError `auth` or `bad-setting` for a key or a header that cannot be sent, and `redirected` instead of
 * following: a redirect would carry the person's code to another server.
 */
export function createTransport(connection: Connection, fetch: Fetch, userAgent: string): Transport {
  const { origin } = connection.endpoint;
  return async (url, { body, signal }) => {
    // The key belongs to one origin, whatever has become of the base URL.
    if (new URL(url).origin !== origin) throw new AskError({ code: "unexpected" });
    const headers = toHeaders(connection, userAgent);
    if (body !== undefined) headers.set("content-type", JSON_TYPE);
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers,
      body: body ?? null,
      signal,
      // Node refuses with "unexpected redirect", Electron with "redirect policy was 'error'": see networkFailure.ts.
      // "manual" would be told apart more easily, but makes VS Code ignore `http.electronFetch` (1.139).
      redirect: "error",
    });
    if (isRedirect(response)) throw new AskError({ code: "redirected", origin });
    return response;
  };
}

/** What a fetch gives that was asked to redirect manually: the answer itself in Node, an opaque one in a browser. */
function isRedirect(response: Response): boolean {
  return response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400);
}

/** The person's own headers may replace the User-Agent, and Authorization where there is no key, but no other of ours. */
function toHeaders(connection: Connection, userAgent: string): Headers {
  const { key, organization, project } = connection;
  const headers = new Headers({ "user-agent": userAgent });
  for (const [name, value] of Object.entries(connection.headers)) setOwnHeader(headers, name, value);
  headers.set("accept", JSON_TYPE);
  if (organization) setOwnHeader(headers, "openai-organization", organization, "askChatGPT.organization");
  if (project) setOwnHeader(headers, "openai-project", project, "askChatGPT.project");
  if (key) {
    // `Headers` accepts some of what no key contains, and quotes the rest in its error.
    if (!/^[\x21-\x7e]+$/.test(key)) throw new AskError({ code: "auth", origin: connection.endpoint.origin });
    if (connection.endpoint.isAzure) headers.set("api-key", key);
    else headers.set("authorization", `Bearer ${key}`);
  }
  return headers;
}

/** Those of a POST, without the values that are the person's. @throws AskError as the transport does */
export function describeHeaders(connection: Connection, userAgent: string): readonly SentHeader[] {
  const headers = toHeaders(connection, userAgent);
  headers.set("content-type", JSON_TYPE);
  const own = new Set(Object.keys(connection.headers).map((name) => name.toLowerCase()));
  return Array.from(headers, ([name, value]): SentHeader => {
    const kind = kindOf(name, connection, own);
    return kind === "plain" ? { kind, name, value } : { kind, name };
  });
}

function kindOf(
  name: string,
  { endpoint, key, organization, project }: Connection,
  own: ReadonlySet<string>,
): SentHeader["kind"] {
  if (key && name === (endpoint.isAzure ? "api-key" : "authorization")) return "key";
  if (organization && name === "openai-organization") return "organization";
  if (project && name === "openai-project") return "project";
  if (name === "accept" || name === "content-type") return "plain";
  return own.has(name) ? "own" : "plain";
}

function setOwnHeader(headers: Headers, name: string, value: string, setting = "askChatGPT.headers"): void {
  try {
    headers.set(name, value);
  } catch {
    // The error quotes the value, which may be a secret: it is not passed on as a cause.
    throw new AskError({ code: "bad-setting", setting, reason: `${name} cannot be sent as an HTTP header.` });
  }
}

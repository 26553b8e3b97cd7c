import type { SentRequest } from "../ports/sentRequest.ts";
import { KEY_VARIABLE, environmentHeaders } from "./environment.ts";

/** Where code takes a value from: the environment, or its own text. */
export type HeaderValue =
  | { readonly type: "variable"; readonly name: string }
  | { readonly type: "text"; readonly text: string };

/** What a client of the `openai` libraries is made with, so that it asks as we did. */
export type ClientOptions = {
  readonly apiKey: HeaderValue;
  /** Absent for the libraries' own default. */
  readonly baseUrl?: string;
  readonly organization?: HeaderValue;
  readonly project?: HeaderValue;
  readonly headers: readonly { readonly name: string; readonly value: HeaderValue }[];
  /** Azure's api-version; absent where there is none. */
  readonly query?: string;
};

const DEFAULT_BASE_URL = "https://api.openai.com/v1";

/** A client wants a key, and sends it; where none was sent, one from the environment would go to a server it is not for. */
const NO_KEY: HeaderValue = { type: "text", text: "none" };

export function clientOptions(request: SentRequest): ClientOptions {
  const { baseUrl, query } = request;
  const values = new Map<string, HeaderValue>(
    environmentHeaders(request).map(({ name, variable }) => [name, { type: "variable", name: variable }]),
  );
  const hasKey = request.headers.some(({ kind }) => kind === "key");
  const organization = values.get("openai-organization");
  const project = values.get("openai-project");
  const version = new URLSearchParams(query).get("api-version");
  const byClient = new Set(["openai-organization", "openai-project", ...(hasKey ? ["authorization"] : [])]);
  return {
    apiKey: hasKey ? { type: "variable", name: KEY_VARIABLE } : NO_KEY,
    ...(baseUrl === DEFAULT_BASE_URL ? {} : { baseUrl }),
    ...(organization ? { organization } : {}),
    ...(project ? { project } : {}),
    ...(version === null ? {} : { query: version }),
    headers: [...values].filter(([name]) => !byClient.has(name)).map(([name, value]) => ({ name, value })),
  };
}

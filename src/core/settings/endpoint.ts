import { AskError } from "../../shared/failures.ts";

/** Where requests go. */
export type Endpoint = {
  /** Scheme, host and port: what a key is bound to. */
  readonly origin: string;
  /** What `/chat/completions` or `/responses` is appended to; no trailing slash. */
  readonly baseUrl: string;
  /** Appended to every URL: empty, or Azure's `?api-version=…`. */
  readonly query: string;
  /** For people, for example `api.openai.com` or `localhost:11434`. */
  readonly host: string;
  readonly isOpenAi: boolean;
  /** Azure takes the key in a header of its own, and names models by their deployment. */
  readonly isAzure: boolean;
  /** The model that an Azure address names; absent where the address names none. */
  readonly deployment?: string;
};

const OPENAI_HOST = "api.openai.com";
const AZURE_HOSTS = /\.(?:openai|services\.ai|cognitiveservices)\.azure\.(?:com|us|cn)$/;
const METHOD_PATHS = /\/(?:chat\/completions|completions|responses|models)$/;
const DEPLOYMENT = /\/deployments\/([^/]+)$/;

/**
 * Reads the address as people type it: with a trailing slash, or the full URL of one method.
 * OpenAI's own address gets its `/v1`, and that of an Azure resource its `/openai/v1`, when there is no path at all;
 * any other path is taken as it stands.
 *
 * @throws AskError `bad-endpoint` when it is no http or https URL, carries a name and password, or has a query that is
 * no Azure api-version.
 */
export function parseEndpoint(address: string): Endpoint {
  const url = parseUrl(address.trim());
  if (url.protocol !== "https:" && url.protocol !== "http:") throw bad("It must start with https:// or http://.");
  if (url.username || url.password) throw bad("It must not contain a user name or a password.");
  const version = url.searchParams.get("api-version");
  url.searchParams.delete("api-version");
  if (url.search || url.hash) throw bad("It must not contain # or ?, other than Azure's ?api-version=.");
  const isOpenAi = url.hostname === OPENAI_HOST;
  const isAzure = AZURE_HOSTS.test(url.hostname);
  const path = url.pathname.replace(/\/+$/, "").replace(METHOD_PATHS, "");
  const deployment = DEPLOYMENT.exec(path)?.[1];
  return {
    origin: url.origin,
    baseUrl: url.origin + (path || defaultPath({ isOpenAi, isAzure })),
    query: version ? `?api-version=${encodeURIComponent(version)}` : "",
    host: url.host,
    isOpenAi,
    isAzure,
    ...(deployment === undefined ? {} : { deployment: decodeURIComponent(deployment) }),
  };
}

function defaultPath({ isOpenAi, isAzure }: { readonly isOpenAi: boolean; readonly isAzure: boolean }): string {
  if (isOpenAi) return "/v1";
  return isAzure ? "/openai/v1" : "";
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

import { AskError } from "../../shared/failures.ts";
import { type Translate, untranslated } from "../../shared/l10n.ts";

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

/** OpenAI's own, and those of its regions, such as `eu.api.openai.com`. */
const OPENAI_HOST = /^(?:[a-z]{2}\.)?api\.openai\.com$/;
const AZURE_HOST = /\.(?:openai|services\.ai|cognitiveservices)\.azure\.(?:com|us|cn)$/;
const METHOD_PATH = /\/(?:chat\/completions|completions|responses|models)$/;
const DEPLOYMENT = /\/deployments\/([\w.-]+)$/;
/** Azure's API with a version for each month, as opposed to `/openai/v1`. */
const DATED_VERSION = /^\d{4}-/;
const LOCAL_ADDRESS = /^(?:localhost|127\.|10\.|192\.168\.|\[)/i;

/**
 * Reads the address as people type it: with trailing slashes, or the full URL of one method.
 * OpenAI's own address gets its `/v1`, and that of an Azure resource its `/openai/v1`, when there is no path at all;
 * any other path is taken as it stands.
 *
 * @throws AskError `bad-endpoint` when it is no http or https URL, carries a name and password, has a query that is no
 * Azure api-version, or lacks what Azure needs. The reason is a sentence that never repeats a password.
 */
export function parseEndpoint(address: string, t: Translate = untranslated): Endpoint {
  const url = parseUrl(address.trim(), t);
  const isOpenAi = OPENAI_HOST.test(url.hostname);
  const isAzureHost = AZURE_HOST.test(url.hostname);
  if (url.protocol === "http:" && (isOpenAi || isAzureHost)) throw bad(t("{0} is reached by https:// only.", url.host));

  const version = url.searchParams.get("api-version") ?? "";
  url.searchParams.delete("api-version");
  if (url.search || url.hash) throw bad(t("It must not contain # or ?, other than Azure's ?api-version=."));

  const path = toBasePath(url.pathname, isAzureHost);
  const deployment = DEPLOYMENT.exec(path)?.[1];
  if (isAzureHost) requireWholeAzureAddress({ path, version, deployment }, t);
  return {
    origin: url.origin,
    baseUrl: url.origin + completed(path, { isOpenAi, isAzureHost, version }),
    query: version && `?api-version=${encodeURIComponent(version)}`,
    host: url.host,
    isOpenAi,
    // A gateway before Azure keeps the form of its addresses.
    isAzure: isAzureHost || (deployment !== undefined && version !== ""),
    ...(deployment === undefined ? {} : { deployment }),
  };
}

/** The address that requests go to, for people: an ellipsis stands for the path of the method. */
export function finalUrl({ baseUrl, query }: Endpoint): string {
  return `${baseUrl}/…${query}`;
}

function parseUrl(address: string, t: Translate): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url && isWeb && (url.username || url.password)) throw bad(t("It must not contain a user name or a password."));
  if (url && isWeb) return url;
  // “localhost:11434” parses too, as an address of the scheme “localhost”.
  const whole = `${LOCAL_ADDRESS.test(address) ? "http" : "https"}://${address}`;
  const isHost = !address.includes("://") && !address.includes("@") && URL.canParse(whole);
  if (isHost) throw bad(t("It needs its beginning. Type {0}.", whole));
  if (url && address.includes("://")) throw bad(t("It must start with https:// or http://."));
  throw bad(t("It is not a web address. It looks like https://api.openai.com/v1 or http://localhost:11434/v1."));
}

function toBasePath(pathname: string, isAzureHost: boolean): string {
  const path = pathname.replace(/\/{2,}/g, "/").replace(/\/$/, "");
  // Azure's other API, for the models of everyone else, is at `/models` itself.
  return isAzureHost && path === "/models" ? path : path.replace(METHOD_PATH, "");
}

type AzureAddress = { readonly path: string; readonly version: string; readonly deployment: string | undefined };

function requireWholeAzureAddress({ path, version, deployment }: AzureAddress, t: Translate): void {
  if (deployment !== undefined && version === "") {
    throw bad(t("With a deployment in it, it needs ?api-version= at its end, as the Azure portal shows it."));
  }
  if (path === "" && DATED_VERSION.test(version)) {
    throw bad(t("Before ?api-version= it needs the deployment: /openai/deployments/NAME. Or leave ?api-version= out."));
  }
}

function completed(
  path: string,
  { isOpenAi, isAzureHost, version }: { isOpenAi: boolean; isAzureHost: boolean; version: string },
): string {
  if (isOpenAi && path === "") return "/v1";
  // With a version, `/openai` is whole: `/openai/responses?api-version=…` is what the portal shows for some models.
  if (isAzureHost && (path === "" || (path === "/openai" && version === ""))) return "/openai/v1";
  return path;
}

function bad(reason: string): AskError {
  return new AskError({ code: "bad-endpoint", reason });
}

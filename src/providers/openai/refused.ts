import type { ModelRequest } from "../../core/ports/model.ts";
import type { Refusal } from "../../core/ports/refusals.ts";
import type { Connection } from "../../core/settings/connection.ts";
import type { ApiName } from "../../shared/failures.ts";
import type { Body } from "./apis/api.ts";
import { apisOf, type Plan } from "./plan.ts";
import type { ServerErrorFacts } from "./serverError.ts";
import { isUnknownModel } from "./serverFailure.ts";

/** What a request held that its endpoint may refuse. */
export type Sent = {
  readonly connection: Connection;
  readonly request: ModelRequest;
  readonly plan: Plan;
  readonly body: Body;
};

/** What was named by the endpoint is kept always, a guess if it helped, and what is only tried once, never. */
export type Learned = { readonly refusal: Refusal; readonly kept: "always" | "if-answered" | "never" };

/** What never is optional: without these there is no request. */
const NECESSARY = new Set(["model", "messages", "input", "prompt", "stream", "tools"]);

/** The names under which an endpoint may complain about a member. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  reasoning: ["reasoning", "reasoning.effort", "reasoning_effort"],
  text: ["text", "text.verbosity", "verbosity"],
  include: ["include", "reasoning.encrypted_content", "encrypted_content"],
};

const UNSUPPORTED =
  /unsupported|not (?:currently |yet )?support|unknown|unrecogni[sz]ed|unexpected|not (?:allowed|permitted|accepted|available|implemented)|extra (?:inputs?|fields?)|does not (?:accept|exist|take)|only the default|deprecated|cannot be used|invalid (?:field|parameter|argument|key)/i;
const UNSUPPORTED_CODES = new Set(["unsupported_parameter", "unknown_parameter", "extra_forbidden"]);
/** The endpoint takes the parameter, but not this value: the person's to mend. */
const WRONG_VALUE =
  /supported values are|expected one of|must be (?:one of|less|greater|between|at|in)|(?:max|min)imum value/i;
const OTHER_API =
  /(?:only (?:supported|available) (?:in|on|with|via|through)|did you mean(?: to use)?|\buse) (?:the )?\/?v1\/(chat\/completions|completions|responses)/i;
const SYSTEM_ROLE = /system role|role[^.]{0,40}\bsystem\b|\bsystem\b['"`]? (?:role|message|prompt)s?[^.]{0,40}not/i;
const STREAMING =
  /stream(?:ing|ed)?\b[^.]{0,60}(?:not (?:supported|allowed|available)|unsupported)|not support[^.]{0,40}stream/i;
const NO_IMAGES =
  /can only concatenate str \(not "list"\)|(?:image|vision|multimodal)[^.]{0,80}(?:not (?:supported|allowed|a )|unsupported|does not|cannot)|(?:not support|no support|not a)[^.]{0,60}(?:image|vision|multimodal)/i;
const NO_TOOLS =
  /(?:tool|function)s?\b[^.]{0,80}(?:not supported|unsupported|requires)|found that support tool|not support[^.]{0,40}(?:tool|function)/i;

/**
 * What of a request its endpoint refuses, going by its error; empty when the error is about something else. The
 * request is worth repeating without it.
 */
export function refusedIn(error: ServerErrorFacts, sent: Sent): readonly Learned[] {
  const { status } = error;
  if (status === 401 || status === 403 || status === 429) return [];
  return (
    namedApi(error, sent) ??
    systemRole(error, sent) ??
    images(error, sent) ??
    tools(error, sent) ??
    parameters(error, sent) ??
    streaming(error, sent) ??
    unknownPath(error, sent) ??
    []
  );
}

/**
 * Everything that a request can do without and still has: left out at once when the endpoint has refused one thing
 * after another. An output limit goes under both its names, the system's message into the person's first.
 */
export function optionalIn({ request, plan, body }: Sent): readonly Learned[] {
  const names = Object.keys(body).filter((name) => !NECESSARY.has(name) && name !== "instructions" && name !== "store");
  const limits = names.includes(plan.maxTokensName) ? ["max_tokens", "max_completion_tokens"] : [];
  const refusals: Refusal[] = [...new Set([...names, ...limits])].map((name) => `parameter:${name}` as const);
  if (request.instructions !== "" && plan.systemRole) refusals.push("role:system");
  return refusals.map((refusal) => ({ refusal, kept: "if-answered" }));
}

/** A model that answers elsewhere. */
function namedApi({ message }: ServerErrorFacts, { connection, plan }: Sent): readonly Learned[] | undefined {
  const api = apiNamedIn(message, plan.api);
  if (api === undefined) return undefined;
  const apis = apisOf(connection);
  // Those between, too: the endpoint has said which one it is.
  const before = apis.includes(api) ? apis.slice(apis.indexOf(plan.api), apis.indexOf(api)) : [];
  return before.flatMap((each) => named(`api:${each}`));
}

function systemRole({ param, message }: ServerErrorFacts, { request, plan }: Sent): readonly Learned[] | undefined {
  if (request.instructions === "" || !plan.systemRole) return undefined;
  const isNamed = SYSTEM_ROLE.test(message) && (UNSUPPORTED.test(message) || /role/i.test(param));
  return isNamed || param.startsWith("instructions") ? named("role:system") : undefined;
}

function images({ message }: ServerErrorFacts, { request, plan }: Sent): readonly Learned[] | undefined {
  const sent = plan.images && request.messages.some((one) => one.role === "user" && one.images?.length);
  return sent && NO_IMAGES.test(message) ? named("images") : undefined;
}

function tools({ param, message }: ServerErrorFacts, { body }: Sent): readonly Learned[] | undefined {
  return "tools" in body && (param === "tools" || NO_TOOLS.test(message)) ? named("tools") : undefined;
}

function parameters(error: ServerErrorFacts, { body }: Sent): readonly Learned[] | undefined {
  const refused = Object.keys(body).filter((name) => !NECESSARY.has(name) && isRefused(name, error));
  return refused.length > 0 ? refused.flatMap((name) => named(`parameter:${name}`)) : undefined;
}

function streaming(error: ServerErrorFacts, { plan }: Sent): readonly Learned[] | undefined {
  const refused = plan.streaming && (isRefused("stream", error) || STREAMING.test(error.message));
  return refused ? named("streaming") : undefined;
}

/** A path that is not there: the address may lack its `/v1`, or the server this API. */
function unknownPath(error: ServerErrorFacts, { connection, plan }: Sent): readonly Learned[] | undefined {
  if (!isUnknownPath(error)) return undefined;
  const { endpoint } = connection;
  if (plan.baseUrl === endpoint.baseUrl && !/\/v\d+\w*(?:\/|$)/.test(endpoint.baseUrl) && !endpoint.isAzure) {
    return [{ refusal: "address", kept: "if-answered" }];
  }
  const isLast = apisOf(connection).at(-1) === plan.api;
  return isLast ? [] : [{ refusal: `api:${plan.api}`, kept: "if-answered" }];
}

/** The API that an error sends us to; undefined when it names none but the one that was asked. */
export function apiNamedIn(message: string, asked: ApiName): ApiName | undefined {
  const path = OTHER_API.exec(message)?.[1]?.toLowerCase();
  const api = path === "chat/completions" ? "chat" : path;
  return api === asked ? undefined : (api as ApiName | undefined);
}

/** LM Studio says it with a good status. */
export function isUnknownPath(error: ServerErrorFacts): boolean {
  const { status, message } = error;
  if (status === undefined) return /^unexpected endpoint/i.test(message);
  return (status === 404 || status === 405 || status === 501) && !isUnknownModel(error);
}

function isRefused(name: string, error: ServerErrorFacts): boolean {
  const { status, param, code, type, message } = error;
  if (status !== 400 && status !== 422 && !error.isInvalid) return false;
  const names = ALIASES[name] ?? [name];
  const isNamed =
    names.includes(param) || names.some((one) => new RegExp(`(?<![\\w.])${one}(?!\\w)`, "i").test(message));
  if (!isNamed) return false;
  if (UNSUPPORTED_CODES.has(code) || UNSUPPORTED_CODES.has(type)) return true;
  return UNSUPPORTED.test(message) && (/only the default/i.test(message) || !WRONG_VALUE.test(message));
}

function named(refusal: Refusal): readonly Learned[] {
  return [{ refusal, kept: "always" }];
}

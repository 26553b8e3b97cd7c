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

/** `certain` when the endpoint named it; else it is a guess, worth remembering only when it helps. */
export type Learned = { readonly refusal: Refusal; readonly certain: boolean };

/** What never is optional: without these there is no request. */
const NECESSARY = new Set(["model", "messages", "input", "prompt", "stream", "tools"]);

/** The names under which an endpoint may complain about a member. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  reasoning: ["reasoning", "reasoning.effort", "reasoning_effort"],
  text: ["text", "text.verbosity", "verbosity"],
  include: ["include", "reasoning.encrypted_content", "encrypted_content"],
};

const UNSUPPORTED =
  /unsupported|not support|unknown|unrecogni[sz]ed|unexpected|not (?:allowed|permitted|accepted|available|implemented)|extra (?:inputs?|fields?)|does not (?:accept|exist|take)|only the default|deprecated|cannot be used|invalid (?:field|parameter|argument|key)/i;
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
  /(?:image|vision|multimodal)[^.]{0,80}(?:not (?:supported|allowed|a )|unsupported|does not|cannot)|(?:not support|no support|not a)[^.]{0,60}(?:image|vision|multimodal)/i;
const NO_TOOLS =
  /(?:tool|function)s?\b[^.]{0,80}(?:not supported|unsupported|requires)|not support[^.]{0,40}(?:tool|function)/i;

/**
 * What of a request its endpoint refuses, going by its error; empty when the error is about something else. The
 * request is worth repeating without it.
 */
export function refusedIn(error: ServerErrorFacts, sent: Sent): readonly Learned[] {
  const { request, plan, body } = sent;
  const { status, message, param } = error;
  if (status === undefined || status < 400 || status === 401 || status === 403 || status === 429) return [];
  const api = otherApi(error, sent);
  if (api.length > 0) return api;
  if (request.instructions !== "" && plan.systemRole && refusesSystemRole(error)) return certain("role:system");
  if (
    request.messages.some((one) => one.role === "user" && one.images?.length) &&
    plan.images &&
    NO_IMAGES.test(message)
  ) {
    return certain("images");
  }
  if (plan.tools && body["tools"] !== undefined && (param === "tools" || NO_TOOLS.test(message)))
    return certain("tools");
  if (status >= 500) return [];
  const parameters = Object.keys(body).filter((name) => !NECESSARY.has(name) && isRefused(name, error));
  if (parameters.length > 0) return parameters.flatMap((name) => certain(`parameter:${name}`));
  if (plan.streaming && (isRefused("stream", error) || STREAMING.test(message))) return certain("streaming");
  return [];
}

/** Everything optional that is still in the body: left out at once when the endpoint has refused one after another. */
export function optionalIn({ body }: Sent): readonly Learned[] {
  return Object.keys(body)
    .filter((name) => !NECESSARY.has(name) && name !== "instructions" && name !== "store")
    .map((name): Learned => ({ refusal: `parameter:${name}`, certain: false }));
}

/** A path that is not there, or a model that answers elsewhere. */
function otherApi(error: ServerErrorFacts, { connection, plan }: Sent): readonly Learned[] {
  const apis = apisOf(connection);
  const next = apis[apis.indexOf(plan.api) + 1];
  const named = apiNamedIn(error.message, plan.api);
  if (named !== undefined) {
    // Those between, too: the endpoint has said which one it is.
    const before = apis.includes(named) ? apis.slice(apis.indexOf(plan.api), apis.indexOf(named)) : [];
    return before.length > 0 ? before.flatMap((api) => certain(`api:${api}`)) : [];
  }
  if (!isUnknownPath(error)) return [];
  const { endpoint } = connection;
  if (plan.baseUrl === endpoint.baseUrl && !/\/v\d+\w*(?:\/|$)/.test(endpoint.baseUrl) && !endpoint.isAzure) {
    return [{ refusal: "address", certain: false }];
  }
  return next === undefined ? [] : [{ refusal: `api:${plan.api}`, certain: false }];
}

/** The API that an error sends us to; undefined when it names none but the one that was asked. */
export function apiNamedIn(message: string, asked: ApiName): ApiName | undefined {
  const path = OTHER_API.exec(message)?.[1]?.toLowerCase();
  const api = path === "chat/completions" ? "chat" : path;
  return api === asked ? undefined : (api as ApiName | undefined);
}

export function isUnknownPath(error: ServerErrorFacts): boolean {
  const { status } = error;
  return (status === 404 || status === 405 || status === 501) && !isUnknownModel(error);
}

function refusesSystemRole({ param, message }: ServerErrorFacts): boolean {
  if (param.startsWith("instructions")) return true;
  return SYSTEM_ROLE.test(message) && (UNSUPPORTED.test(message) || /role/i.test(param));
}

function isRefused(name: string, { status, param, code, type, message }: ServerErrorFacts): boolean {
  if (status !== 400 && status !== 422) return false;
  const names = ALIASES[name] ?? [name];
  const isNamed = names.includes(param) || names.some((one) => new RegExp(`(?<![\\w.])${one}(?![\\w])`).test(message));
  if (!isNamed) return false;
  if (UNSUPPORTED_CODES.has(code) || UNSUPPORTED_CODES.has(type)) return true;
  return UNSUPPORTED.test(message) && (/only the default/i.test(message) || !WRONG_VALUE.test(message));
}

function certain(refusal: Refusal): readonly Learned[] {
  return [{ refusal, certain: true }];
}

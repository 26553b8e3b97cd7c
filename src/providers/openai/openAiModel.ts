import type { Log } from "../../core/ports/log.ts";
import type { ModelClient, ModelEnd, ModelEvent, ModelInfo, ModelRequest } from "../../core/ports/model.ts";
import { ANY_MODEL } from "../../core/ports/refusals.ts";
import type { RequestWatcher, SentRequest } from "../../core/ports/sentRequest.ts";
import type { ApiName, Failure } from "../../shared/failures.ts";
import type { Body } from "./apis/api.ts";
import { apiOf } from "./apis/apiOf.ts";
import { listModels, type ModelListParts } from "./modelList.ts";
import { toPlan, type Plan } from "./plan.ts";
import { EmptyAnswer, readAnswer } from "./readAnswer.ts";
import { apiNamedIn, isUnknownPath, optionalIn, refusedIn, type Learned, type Sent } from "./refused.ts";
import { toAskError } from "./requester.ts";
import { severalAnswers, withoutN } from "./severalAnswers.ts";
import { readServerError, requestIdOf, ServerError, type ServerErrorFacts } from "./serverError.ts";
import { toServerFailure, type Asked } from "./serverFailure.ts";

/** Three refusals can be met before the person has to be told. */
const MOST_REQUESTS = 4;

export type OpenAiModelParts = ModelListParts & { readonly log?: Log | undefined };

/** How one request ended: for good, or refused in a way that is worth another without what was refused. */
type Asking = { readonly end: ModelEnd; readonly refused: readonly Learned[]; readonly unknownPath: boolean };

/** The model port over one connection. */
export class OpenAiModel implements ModelClient {
  readonly #parts: OpenAiModelParts;

  constructor(parts: OpenAiModelParts) {
    this.#parts = parts;
  }

  stream(request: ModelRequest, signal: AbortSignal, watcher?: RequestWatcher): AsyncIterable<ModelEvent> {
    if ((request.parameters.n ?? 1) < 2) return this.#stream(request, signal, watcher);
    return severalAnswers(request, signal, {
      ask: (each, eachSignal) => this.#stream(each, eachSignal, watcher),
      askMore: (each, eachSignal) => this.#stream(each, eachSignal, undefined),
      refusesN: refusesN(this.#plan(request.model)),
      onIgnored: () => this.#parts.refusals.remember(request.model, ["parameter:n"]),
    });
  }

  describe(request: ModelRequest): SentRequest {
    const plan = this.#plan(request.model);
    const api = apiOf(plan.api);
    const body = api.toBody(refusesN(plan) ? withoutN(request) : request, plan);
    return this.#parts.requester.describe(api, plan.baseUrl, JSON.stringify(body));
  }

  async *#stream(
    request: ModelRequest,
    signal: AbortSignal,
    watcher: RequestWatcher | undefined,
  ): AsyncGenerator<ModelEvent> {
    for await (const events of this.#adapt(request, signal, watcher)) {
      for (const event of events) {
        // A person stops between two events that came together, too.
        if (signal.aborted) return yield { type: "end", reason: "stopped" };
        yield event;
      }
    }
  }

  listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return listModels(this.#parts, signal);
  }

  /** Asks, and asks again without what is refused. Events come in the pieces in which they arrive. */
  async *#adapt(
    request: ModelRequest,
    signal: AbortSignal,
    watcher: RequestWatcher | undefined,
  ): AsyncGenerator<readonly ModelEvent[]> {
    const learned: Learned[] = [];
    let notFound: ModelEnd | undefined;
    for (let count = 1; ; count++) {
      const plan = this.#plan(request.model, learned);
      const lastButOne = count === MOST_REQUESTS - 1;
      const { end, refused, unknownPath } = yield* this.#ask(request, plan, signal, { lastButOne, watcher });
      learned.push(...refused);
      if (refused.length === 0 || count === MOST_REQUESTS) {
        await this.#remember(request.model, learned, end);
        // Of several paths that are not there, the one that was set is the one to tell.
        yield [unknownPath ? (notFound ?? end) : end];
        return;
      }
      if (unknownPath) notFound ??= end;
      yield refused.flatMap(({ refusal, kept }) => (kept === "never" ? [] : [{ type: "adapted", refusal }]));
    }
  }

  /** One request. Its end is returned, not yielded: a refusal may not be the end. */
  async *#ask(
    request: ModelRequest,
    plan: Plan,
    signal: AbortSignal,
    { lastButOne, watcher }: { readonly lastButOne: boolean; readonly watcher: RequestWatcher | undefined },
  ): AsyncGenerator<readonly ModelEvent[], Asking> {
    if (signal.aborted) return final({ type: "end", reason: "stopped" });
    const { connection, requester, log, now } = this.#parts;
    const api = apiOf(plan.api);
    const asked = requester.asked(plan.baseUrl + api.path, request.model);
    const exchange = requester.open(signal, plan);
    let body: Body = {};
    let requestId: string | undefined;
    let began = false;
    try {
      body = api.toBody(request, plan);
      log?.info(`Asking ${request.model} at ${asked.url}, ${plan.streaming ? "streamed" : "in one piece"}.`);
      const text = JSON.stringify(body);
      watcher?.sent(requester.describe(api, plan.baseUrl, text));
      const response = await requester.send(asked, exchange, text);
      watcher?.answered();
      requestId = requestIdOf(response.headers);
      for await (const events of readAnswer(response, exchange, api.createReader(), asked)) {
        const end = events.at(-1);
        const isEnd = end?.type === "end";
        began ||= events.length > (isEnd ? 1 : 0);
        yield isEnd ? events.slice(0, -1) : events;
        if (isEnd) return final(end);
      }
      return final(cutOff(requestId));
    } catch (error) {
      if (signal.aborted) return final({ type: "end", reason: "stopped" });
      if (error instanceof EmptyAnswer) return toSecondTry(cutOff(requestId), plan);
      // The interruption shows as any error.
      const cause = exchange.interruption ?? error;
      if (!(cause instanceof ServerError)) return final(toFailedEnd(cause));
      const facts = { ...(requestId && { requestId }), ...readServerError(cause, now()) };
      return toAsking(facts, { connection, request, plan, body }, asked, { began, lastButOne });
    } finally {
      exchange.close();
    }
  }

  /** How a model is asked, given what is known and what was `learned` since. */
  #plan(model: string, learned: readonly Learned[] = []): Plan {
    const { connection, refusals } = this.#parts;
    const known = [...refusals.of(ANY_MODEL), ...refusals.of(model)];
    return toPlan(connection, [...known, ...learned.map(({ refusal }) => refusal)]);
  }

  async #remember(model: string, learned: readonly Learned[], end: ModelEnd): Promise<void> {
    const worked = end.reason !== "failed";
    const worth = learned.filter(({ kept }) => kept === "always" || (kept === "if-answered" && worked));
    const found = worth.map(({ refusal }) => refusal);
    const { refusals } = this.#parts;
    const address = found.filter((refusal) => refusal === "address");
    const others = found.filter((refusal) => refusal !== "address");
    if (address.length > 0) await refusals.remember(ANY_MODEL, address);
    if (others.length > 0) await refusals.remember(model, others);
  }
}

function refusesN(plan: Plan): boolean {
  return plan.api === "responses" || !("n" in plan.keep({ n: 2 }));
}

/** What to make of a server's refusal. @param when `began` once something has been shown: then it cannot be repeated */
function toAsking(
  facts: ServerErrorFacts,
  sent: Sent,
  asked: Asked,
  when: { readonly began: boolean; readonly lastButOne: boolean },
): Asking {
  const failure = toServerFailure(facts, asked);
  const end = { type: "end", reason: "failed", failure } as const;
  if (when.began || failure.code === "unverified") return final(end);
  const refused = refusedIn(facts, sent);
  const elsewhere = apiNamedIn(facts.message, sent.plan.api);
  const isNamed = refused.some(({ kept }) => kept === "always");
  return {
    end: refused.length === 0 && elsewhere ? wrongApi(elsewhere, failure, asked) : end,
    // The last request is the smallest there is, for who refuses three things may refuse a fourth.
    refused: when.lastButOne && isNamed ? [...refused, ...optionalIn(sent)] : refused,
    unknownPath: isUnknownPath(facts),
  };
}

/** Some servers tell what is wrong only to who asks for an answer in one piece. */
function toSecondTry(end: ModelEnd, { streaming }: Plan): Asking {
  return { end, refused: streaming ? [{ refusal: "streaming", kept: "never" }] : [], unknownPath: false };
}

function cutOff(requestId: string | undefined): ModelEnd {
  return { type: "end", reason: "failed", failure: { code: "cut-off", ...(requestId && { requestId }) } };
}

function final(end: ModelEnd): Asking {
  return { end, refused: [], unknownPath: false };
}

function toFailedEnd(error: unknown): ModelEnd {
  const { failure, cause } = toAskError(error);
  return { type: "end", reason: "failed", failure, ...(cause === undefined ? {} : { cause }) };
}

function wrongApi(api: ApiName, failure: Failure, asked: Asked): ModelEnd {
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  return {
    type: "end",
    reason: "failed",
    failure: { code: "wrong-api", model: asked.model, api, ...(requestId && { requestId }) },
  };
}

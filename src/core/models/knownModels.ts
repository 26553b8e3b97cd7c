import { isRecord } from "../../shared/protocol/validate.ts";
import type { Clock } from "../ports/clock.ts";
import type { Memory } from "../ports/memory.ts";
import type { ModelInfo } from "../ports/model.ts";

/** What an endpoint listed, and when. */
export type ModelList = {
  readonly models: readonly ModelInfo[];
  /** Milliseconds since the epoch. */
  readonly listedAt: number;
};

/** So that the memory stays small: no list that a person picks from is longer, and few people use more endpoints. */
const MOST_MODELS = 500;
const MOST_ENDPOINTS = 10;
const MOST_RECENT = 5;
const INDEX = "modelLists";

/**
 * What is known about the models of endpoints without asking: their last list, what they told in refusals, and which
 * ones were used lately. Each endpoint is known by its base URL; what one says never affects another.
 */
export class KnownModels {
  readonly #memory: Memory;
  readonly #clock: Clock;

  constructor(memory: Memory, clock: Clock) {
    this.#memory = memory;
    this.#clock = clock;
  }

  /** Keeps what the endpoint lists now. The endpoint that was listed longest ago makes room. */
  async remember(baseUrl: string, models: readonly ModelInfo[]): Promise<void> {
    const list: ModelList = { models: models.slice(0, MOST_MODELS), listedAt: this.#clock.now() };
    const known = [baseUrl, ...this.#endpoints().filter((each) => each !== baseUrl)];
    await this.#memory.set(listKey(baseUrl), JSON.stringify(list));
    await this.#memory.set(INDEX, JSON.stringify(known.slice(0, MOST_ENDPOINTS)));
    for (const dropped of known.slice(MOST_ENDPOINTS)) await this.#forgetAll(dropped);
  }

  /** The endpoint's last list; undefined when it never gave one. */
  lastList(baseUrl: string): ModelList | undefined {
    const list = parse(this.#memory.get(listKey(baseUrl)));
    const { models, listedAt } = isRecord(list) ? list : {};
    if (!Array.isArray(models) || typeof listedAt !== "number") return undefined;
    return { models: models.filter(isModelInfo), listedAt };
  }

  /** What the endpoint listed about this model; a limit that it told in a refusal counts more. */
  find(baseUrl: string, model: string): ModelInfo {
    const listed = this.lastList(baseUrl)?.models.find(({ id }) => id === model) ?? { id: model };
    const limit = this.#record(limitsKey(baseUrl))[model];
    return typeof limit === "number" ? { ...listed, contextTokens: limit } : listed;
  }

  /** Keeps what a refused request showed: how many tokens the model can read and write. */
  async learnLimit(baseUrl: string, model: string, tokens: number): Promise<void> {
    await this.#memory.set(
      limitsKey(baseUrl),
      JSON.stringify({ ...this.#record(limitsKey(baseUrl)), [model]: tokens }),
    );
  }

  /** The reasoning efforts that the endpoint said this model takes; undefined where it never did. */
  efforts(baseUrl: string, model: string): readonly string[] | undefined {
    const efforts = this.#record(effortsKey(baseUrl))[model];
    return Array.isArray(efforts) ? efforts.filter((each) => typeof each === "string") : undefined;
  }

  /** Keeps what a refused request showed: which reasoning efforts the model takes. */
  async learnEfforts(baseUrl: string, model: string, efforts: readonly string[]): Promise<void> {
    await this.#memory.set(
      effortsKey(baseUrl),
      JSON.stringify({ ...this.#record(effortsKey(baseUrl)), [model]: efforts }),
    );
  }

  /** The models that were asked or chosen at this endpoint, the latest first. */
  recent(baseUrl: string): readonly string[] {
    const models = parse(this.#memory.get(recentKey(baseUrl)));
    return Array.isArray(models) ? models.filter((each) => typeof each === "string") : [];
  }

  /** Keeps that a model was asked or chosen. */
  async noteUse(baseUrl: string, model: string): Promise<void> {
    const recent = this.recent(baseUrl);
    if (recent[0] === model) return;
    const models = [model, ...recent.filter((each) => each !== model)].slice(0, MOST_RECENT);
    await this.#memory.set(recentKey(baseUrl), JSON.stringify(models));
  }

  /** Forgets what was learned from refusals, so that everything is tried again. */
  async forgetLimits(baseUrl: string): Promise<void> {
    await this.#memory.set(limitsKey(baseUrl), undefined);
    await this.#memory.set(effortsKey(baseUrl), undefined);
  }

  async #forgetAll(baseUrl: string): Promise<void> {
    await this.#memory.set(listKey(baseUrl), undefined);
    await this.#memory.set(recentKey(baseUrl), undefined);
    await this.forgetLimits(baseUrl);
  }

  #endpoints(): readonly string[] {
    const endpoints = parse(this.#memory.get(INDEX));
    return Array.isArray(endpoints) ? endpoints.filter((each) => typeof each === "string") : [];
  }

  /** By model. */
  #record(key: string): Readonly<Record<string, unknown>> {
    const record = parse(this.#memory.get(key));
    return isRecord(record) ? record : {};
  }
}

function listKey(baseUrl: string): string {
  return `models:${baseUrl}`;
}

function limitsKey(baseUrl: string): string {
  return `contextLimits:${baseUrl}`;
}

function effortsKey(baseUrl: string): string {
  return `efforts:${baseUrl}`;
}

function recentKey(baseUrl: string): string {
  return `recentModels:${baseUrl}`;
}

/** The memory may hold what another version wrote, or half of it: that is as good as nothing. */
function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isModelInfo(value: unknown): value is ModelInfo {
  if (!isRecord(value) || typeof value["id"] !== "string") return false;
  const { shutdownDate, contextTokens } = value;
  return (
    (shutdownDate === undefined || typeof shutdownDate === "string") &&
    (contextTokens === undefined || typeof contextTokens === "number")
  );
}

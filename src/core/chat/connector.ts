import { AskError, type Failure } from "../../shared/failures.ts";
import { pickDefaultModel } from "../models/defaultModel.ts";
import type { KnownModels } from "../models/knownModels.ts";
import { effortsFor, effortsNamedIn } from "../models/reasoningEfforts.ts";
import { shutdownOf } from "../models/shutdown.ts";
import type { Clock } from "../ports/clock.ts";
import type { KeyStore } from "../ports/keyStore.ts";
import type { Memory } from "../ports/memory.ts";
import type { ModelClient, ModelConnector, ModelInfo } from "../ports/model.ts";
import type { Connection } from "../settings/connection.ts";
import type { Endpoint } from "../settings/endpoint.ts";
import type { Settings } from "../settings/settings.ts";
import { toConnection } from "../settings/toConnection.ts";
import type { LearnedRefusals } from "./learnedRefusals.ts";

export type Connected = {
  readonly client: ModelClient;
  readonly model: string;
  /** How many tokens the model can read and write in one request; absent when it is not known. */
  readonly contextTokens?: number;
  /** Whether images may be sent: false once the model, or the API that is set, was found not to take any. */
  readonly readsImages: boolean;
};

/** Finds the key and the model for the endpoint that is set, and connects. */
export class Connector {
  readonly #models: ModelConnector;
  readonly #keys: KeyStore;
  readonly #memory: Memory;
  readonly #refusals: LearnedRefusals;
  readonly #known: KnownModels;
  readonly #clock: Clock;

  constructor(parts: {
    readonly models: ModelConnector;
    readonly keys: KeyStore;
    readonly memory: Memory;
    readonly refusals: LearnedRefusals;
    readonly known: KnownModels;
    readonly clock: Clock;
  }) {
    this.#models = parts.models;
    this.#keys = parts.keys;
    this.#memory = parts.memory;
    this.#refusals = parts.refusals;
    this.#known = parts.known;
    this.#clock = parts.clock;
  }

  /** @throws AskError `no-key` where OpenAI would want one; other endpoints are asked without. */
  async connection(settings: Settings): Promise<Connection> {
    const { endpoint } = settings;
    const key = await this.#keys.get(endpoint.origin);
    if (key === undefined && endpoint.isOpenAi) throw new AskError({ code: "no-key", origin: endpoint.host });
    return toConnection(settings, key);
  }

  /** @throws AskError `no-key`, as {@link connection} does */
  async client(settings: Settings): Promise<ModelClient> {
    return this.#models.connect(await this.connection(settings), this.#refusals.at(settings.endpoint.baseUrl));
  }

  /** @throws AskError `no-model` when none is set and the endpoint lists none that fits. */
  async connect(settings: Settings, signal: AbortSignal): Promise<Connected> {
    const client = await this.client(settings);
    const model = this.knownModel(settings) ?? (await this.#pick(settings, client, signal));
    await this.#known.noteUse(settings.endpoint.baseUrl, model);
    return this.#connected(settings, client, model);
  }

  /** A connection to describe requests with: it needs no key, and must not be used to send any. */
  async connectOffline(settings: Settings, model: string): Promise<Connected> {
    const { endpoint } = settings;
    const key = (await this.#keys.get(endpoint.origin)) ?? (endpoint.isOpenAi ? "missing" : undefined);
    const refusals = this.#refusals.at(endpoint.baseUrl);
    return this.#connected(settings, await this.#models.connect(toConnection(settings, key), refusals), model);
  }

  /** The endpoint's own list, as it is now. Rejects as {@link ModelClient.listModels} and {@link client} do. */
  async listModels(settings: Settings, signal: AbortSignal): Promise<readonly ModelInfo[]> {
    return this.#list(settings, await this.client(settings), signal);
  }

  /** The model that the next question goes to; undefined until one is set or picked, or when the picked one is gone. */
  knownModel({ model, endpoint }: Settings): string | undefined {
    return model ?? endpoint.deployment ?? this.#pickedBefore(endpoint);
  }

  /** Keeps what a failure shows about the model, so that the next question is made to fit. */
  async learn({ endpoint, parameters }: Settings, model: string, failure: Failure): Promise<void> {
    const { baseUrl } = endpoint;
    if (failure.code === "context-too-long" && failure.limit !== undefined) {
      await this.#known.learnLimit(baseUrl, model, failure.limit);
    }
    const efforts = effortsNamedIn(failure, parameters);
    if (efforts) await this.#known.learnEfforts(baseUrl, model, efforts);
  }

  /** The reasoning efforts that can be asked of a model, as far as is known. */
  effortsOf({ endpoint: { baseUrl } }: Settings, model: string): readonly string[] {
    return effortsFor(this.#refusals.at(baseUrl).of(model), this.#known.efforts(baseUrl, model));
  }

  #connected({ endpoint: { baseUrl }, api }: Settings, client: ModelClient, model: string): Connected {
    const { contextTokens } = this.#known.find(baseUrl, model);
    const readsImages = api !== "completions" && !this.#refusals.at(baseUrl).of(model).includes("images");
    return { client, model, readsImages, ...(contextTokens === undefined ? {} : { contextTokens }) };
  }

  async #pick(settings: Settings, client: ModelClient, signal: AbortSignal): Promise<string> {
    const picked = pickDefaultModel(await this.#list(settings, client, signal), this.#clock.now());
    if (picked === undefined) throw new AskError({ code: "no-model", origin: settings.endpoint.host });
    await this.#memory.set(memoryKey(settings.endpoint), picked);
    return picked;
  }

  async #list({ endpoint }: Settings, client: ModelClient, signal: AbortSignal): Promise<readonly ModelInfo[]> {
    const models = await client.listModels(signal);
    await this.#known.remember(endpoint.baseUrl, models);
    return models;
  }

  #pickedBefore(endpoint: Endpoint): string | undefined {
    const picked = this.#memory.get(memoryKey(endpoint));
    if (picked === undefined) return undefined;
    const isGone = shutdownOf(this.#known.find(endpoint.baseUrl, picked), this.#clock.now())?.state === "past";
    return isGone ? undefined : picked;
  }
}

function memoryKey({ baseUrl }: Endpoint): string {
  return `model:${baseUrl}`;
}

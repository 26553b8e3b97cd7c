import { AskError } from "../../shared/failures.ts";
import type { KeyStore } from "../ports/keyStore.ts";
import type { Memory } from "../ports/memory.ts";
import type { ModelClient, ModelConnector } from "../ports/model.ts";
import type { Connection } from "../settings/connection.ts";
import { pickDefaultModel } from "../settings/defaultModel.ts";
import type { Endpoint } from "../settings/endpoint.ts";
import type { Settings } from "../settings/settings.ts";
import { toConnection } from "../settings/toConnection.ts";
import type { LearnedRefusals } from "./learnedRefusals.ts";

export type Connected = { readonly client: ModelClient; readonly model: string };

/** Finds the key and the model for the endpoint that is set, and connects. */
export class Connector {
  readonly #models: ModelConnector;
  readonly #keys: KeyStore;
  readonly #memory: Memory;
  readonly #refusals: LearnedRefusals;

  constructor(parts: {
    readonly models: ModelConnector;
    readonly keys: KeyStore;
    readonly memory: Memory;
    readonly refusals: LearnedRefusals;
  }) {
    this.#models = parts.models;
    this.#keys = parts.keys;
    this.#memory = parts.memory;
    this.#refusals = parts.refusals;
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
    const known = this.knownModel(settings);
    if (known !== undefined) return { client, model: known };
    const picked = pickDefaultModel(await client.listModels(signal));
    if (picked === undefined) throw new AskError({ code: "no-model", origin: settings.endpoint.host });
    await this.#memory.set(memoryKey(settings.endpoint), picked);
    return { client, model: picked };
  }

  /** The model that the next question goes to; undefined until one is set or picked. */
  knownModel({ model, endpoint }: Settings): string | undefined {
    return model ?? endpoint.deployment ?? this.#memory.get(memoryKey(endpoint));
  }
}

function memoryKey({ baseUrl }: Endpoint): string {
  return `model:${baseUrl}`;
}

import { AskError } from "../../shared/failures.ts";
import type { KeyStore } from "../ports/keyStore.ts";
import type { Memory } from "../ports/memory.ts";
import type { ModelClient, ModelConnector } from "../ports/model.ts";
import { pickDefaultModel } from "../settings/defaultModel.ts";
import type { Endpoint } from "../settings/endpoint.ts";
import type { Settings } from "../settings/settings.ts";
import { toConnection } from "../settings/toConnection.ts";
import type { LearnedRefusals } from "./learnedRefusals.ts";

export type Connected = {
  readonly client: ModelClient;
  readonly model: string;
  /** False once the model was found to refuse them. */
  readonly takesImages: boolean;
};

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
  async client(settings: Settings): Promise<ModelClient> {
    const { endpoint } = settings;
    const key = await this.#keys.get(endpoint.origin);
    if (key === undefined && endpoint.isOpenAi) throw new AskError({ code: "no-key", origin: endpoint.host });
    return this.#models.connect(toConnection(settings, key), this.#refusals.at(endpoint.baseUrl));
  }

  /** @throws AskError `no-model` when none is set and the endpoint lists none that fits. */
  async connect(settings: Settings, signal: AbortSignal): Promise<Connected> {
    const client = await this.client(settings);
    const model = this.knownModel(settings) ?? (await this.#pick(client, settings.endpoint, signal));
    const takesImages = !this.#refusals.at(settings.endpoint.baseUrl).of(model).includes("images");
    return { client, model, takesImages };
  }

  /** The model that the next question goes to; undefined until one is set or picked. */
  knownModel({ model, endpoint }: Settings): string | undefined {
    return model ?? endpoint.deployment ?? this.#memory.get(memoryKey(endpoint));
  }

  async #pick(client: ModelClient, endpoint: Endpoint, signal: AbortSignal): Promise<string> {
    const picked = pickDefaultModel(await client.listModels(signal));
    if (picked === undefined) throw new AskError({ code: "no-model", origin: endpoint.host });
    await this.#memory.set(memoryKey(endpoint), picked);
    return picked;
  }
}

function memoryKey({ baseUrl }: Endpoint): string {
  return `model:${baseUrl}`;
}

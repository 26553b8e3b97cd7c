import type { Connector } from "../../core/chat/connector.ts";
import type { KeyStore } from "../../core/ports/keyStore.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { withOptions } from "../../core/settings/withOptions.ts";
import { shutdownOf } from "../../core/models/shutdown.ts";
import type { KnownModels } from "../../core/models/knownModels.ts";
import type { Clock } from "../../core/ports/clock.ts";
import { AskError } from "../../shared/failures.ts";
import type { ConversationOptions } from "../../shared/chat/state.ts";
import type { Setup } from "../../shared/protocol/panel.ts";

export type SetupParts = {
  readonly settings: () => Settings;
  readonly keys: KeyStore;
  readonly connector: Connector;
  readonly known: KnownModels;
  readonly clock: Clock;
};

/**
 * What the panel may know about the connection. A setting that cannot be used shows when a question is sent.
 *
 * @param options of the conversation that the panel shows
 */
export async function readSetup(parts: SetupParts, options?: ConversationOptions): Promise<Setup> {
  try {
    const defaults = parts.settings();
    const settings = withOptions(defaults, options);
    const { endpoint } = settings;
    const ready = !endpoint.isOpenAi || (await parts.keys.get(endpoint.origin)) !== undefined;
    const model = parts.connector.knownModel(settings) ?? "";
    // From the endpoint's last list: nothing is asked for this.
    const facts = parts.known.find(endpoint.baseUrl, model);
    const shutdown = shutdownOf(facts, parts.clock.now());
    const defaultModel = parts.connector.knownModel(defaults);
    const { reasoningEffort } = defaults.parameters;
    return {
      ready,
      endpoint: endpoint.host,
      model,
      choices: {
        defaults: {
          ...(defaultModel === undefined ? {} : { model: defaultModel }),
          ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
        },
        efforts: parts.connector.effortsOf(settings, model),
        ...(facts.contextTokens === undefined ? {} : { contextTokens: facts.contextTokens }),
      },
      ...(shutdown && shutdown.state !== "later"
        ? { shutdown: { date: shutdown.date, isPast: shutdown.state === "past" } }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { ready: true, endpoint: "", model: "" };
  }
}

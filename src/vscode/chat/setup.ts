import type { Connector } from "../../core/chat/connector.ts";
import type { KeyStore } from "../../core/ports/keyStore.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { shutdownOf } from "../../core/models/shutdown.ts";
import type { KnownModels } from "../../core/models/knownModels.ts";
import type { Clock } from "../../core/ports/clock.ts";
import { AskError } from "../../shared/failures.ts";
import type { Setup } from "../../shared/protocol/panel.ts";

/** What the panel may know about the connection. A setting that cannot be used shows when a question is sent. */
export async function readSetup(parts: {
  readonly settings: () => Settings;
  readonly keys: KeyStore;
  readonly connector: Connector;
  readonly known: KnownModels;
  readonly clock: Clock;
}): Promise<Setup> {
  try {
    const settings = parts.settings();
    const { endpoint } = settings;
    const ready = !endpoint.isOpenAi || (await parts.keys.get(endpoint.origin)) !== undefined;
    const model = parts.connector.knownModel(settings) ?? "";
    // From the endpoint's last list: nothing is asked for this.
    const shutdown = shutdownOf(parts.known.find(endpoint.baseUrl, model), parts.clock.now());
    return {
      ready,
      endpoint: endpoint.host,
      model,
      ...(shutdown && shutdown.state !== "later"
        ? { shutdown: { date: shutdown.date, isPast: shutdown.state === "past" } }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { ready: true, endpoint: "", model: "" };
  }
}

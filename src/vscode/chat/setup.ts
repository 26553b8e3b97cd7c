import type { Connector } from "../../core/chat/connector.ts";
import type { KeyStore } from "../../core/ports/keyStore.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { AskError } from "../../shared/failures.ts";
import type { Setup } from "../../shared/protocol/panel.ts";

/** What the panel may know about the connection. A setting that cannot be used shows when a question is sent. */
export async function readSetup(parts: {
  readonly settings: () => Settings;
  readonly keys: KeyStore;
  readonly connector: Connector;
}): Promise<Setup> {
  try {
    const settings = parts.settings();
    const { endpoint } = settings;
    const ready = !endpoint.isOpenAi || (await parts.keys.get(endpoint.origin)) !== undefined;
    return { ready, endpoint: endpoint.host, model: parts.connector.knownModel(settings) ?? "" };
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    return { ready: true, endpoint: "", model: "" };
  }
}

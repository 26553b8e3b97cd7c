import * as vscode from "vscode";
import type { LearnedRefusals } from "../../core/chat/learnedRefusals.ts";
import type { KnownModels } from "../../core/models/knownModels.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Fetch } from "../../core/ports/fetch.ts";
import { type Endpoint, finalUrl, parseEndpoint } from "../../core/settings/endpoint.ts";
import { commandIds, configurationSection, settingKeys } from "../../shared/ids.ts";
import type { KeyCommands } from "../keys/keyCommands.ts";
import { pickAddress } from "./endpointPicker.ts";
import type { ModelCommands } from "./modelCommands.ts";
import { cancelled, type Outcome } from "./outcome.ts";

/** From nothing to an endpoint that answers: its address, its key, and one of its models. */
export class SetUp {
  readonly #fetch: Fetch;
  readonly #clock: Clock;
  readonly #keys: KeyCommands;
  readonly #models: ModelCommands;
  readonly #refusals: LearnedRefusals;
  readonly #known: KnownModels;

  constructor(parts: {
    readonly fetch: Fetch;
    readonly clock: Clock;
    readonly keys: KeyCommands;
    readonly models: ModelCommands;
    readonly refusals: LearnedRefusals;
    readonly known: KnownModels;
  }) {
    this.#fetch = parts.fetch;
    this.#clock = parts.clock;
    this.#keys = parts.keys;
    this.#models = parts.models;
    this.#refusals = parts.refusals;
    this.#known = parts.known;
  }

  /** Giving up at the address changes nothing; later, what was chosen so far stays. */
  async run(): Promise<Outcome> {
    const address = await pickAddress({ fetch: this.#fetch, clock: this.#clock });
    if (address === undefined) return cancelled;
    const endpoint = parseEndpoint(address, vscode.l10n.t);
    await this.#use(endpoint);
    if ((await this.#keys.enterFor(endpoint)) === "dismissed") return cancelled;
    // An Azure deployment is a model already.
    if (endpoint.deployment === undefined) await this.#models.select();
    void tell(endpoint);
    return { outcome: "applied" };
  }

  /** What was learned about the endpoint is tried again: its server may be another one by now. */
  async #use({ baseUrl, query }: Endpoint): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(configurationSection);
    const { globalValue, defaultValue } = configuration.inspect<string>(settingKeys.baseUrl) ?? {};
    const address = baseUrl + query;
    if ((globalValue ?? defaultValue) !== address) {
      await configuration.update(settingKeys.baseUrl, address, vscode.ConfigurationTarget.Global);
      // The model belonged to the endpoint before.
      await configuration.update(settingKeys.model, undefined, vscode.ConfigurationTarget.Global);
    }
    await this.#refusals.forget(baseUrl);
    await this.#known.forgetLimits(baseUrl);
  }
}

async function tell(endpoint: Endpoint): Promise<void> {
  const test = vscode.l10n.t("Test connection");
  const sentence = vscode.l10n.t("Questions go to {0} now.", finalUrl(endpoint));
  const pressed = await vscode.window.showInformationMessage(sentence, test);
  if (pressed === test) await vscode.commands.executeCommand(commandIds.testConnection);
}

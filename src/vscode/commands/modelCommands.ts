import * as vscode from "vscode";
import type { Connector } from "../../core/chat/connector.ts";
import { describeModel } from "../../core/models/describeModel.ts";
import type { KnownModels } from "../../core/models/knownModels.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Log } from "../../core/ports/log.ts";
import type { ModelInfo } from "../../core/ports/model.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { failureOf } from "../../shared/failures.ts";
import { configurationSection, settingKeys } from "../../shared/ids.ts";
import { toAbortSignal } from "../abortSignal.ts";
import { showFailure } from "../failureDialog.ts";
import { cancelled, type Outcome } from "./outcome.ts";

/** `listedAt` is there when the list is not from now: milliseconds since the epoch. */
type Choices = { readonly models: readonly ModelInfo[]; readonly listedAt?: number };

/** Choosing the model. */
export class ModelCommands {
  readonly #connector: Connector;
  readonly #known: KnownModels;
  readonly #settings: () => Settings;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(parts: {
    readonly connector: Connector;
    readonly known: KnownModels;
    readonly settings: () => Settings;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.#connector = parts.connector;
    this.#known = parts.known;
    this.#settings = parts.settings;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  /** Sets the model that is picked. */
  async select(): Promise<Outcome> {
    const id = await this.pick();
    if (id === undefined) return cancelled;
    await vscode.workspace
      .getConfiguration(configurationSection)
      .update(settingKeys.model, id, vscode.ConfigurationTarget.Global);
    return { outcome: "applied" };
  }

  /** Picks from the endpoint's live list, or from its last one when there is none; any other name can be typed. */
  async pick(): Promise<string | undefined> {
    const settings = this.#settings();
    const { models, listedAt } = await this.#list(settings);
    const parts = { current: this.#connector.knownModel(settings), now: this.#clock.now(), t: vscode.l10n.t };
    const items = models.map((model) => ({ label: model.id, description: describeModel(model, parts) }));
    return pickModel(items, titleOf(settings.endpoint.host, listedAt));
  }

  /** When the endpoint gives no list, the failure is told. */
  async #list(settings: Settings): Promise<Choices> {
    const title = vscode.l10n.t("Asking {0} for its models", settings.endpoint.host);
    const location = vscode.ProgressLocation.Window;
    return vscode.window.withProgress({ location, title }, async (_, token) => {
      try {
        return { models: await this.#connector.listModels(settings, toAbortSignal(token)) };
      } catch (error) {
        this.#log.error("The models could not be listed.", error);
        void showFailure(failureOf(error));
        return this.#known.lastList(settings.endpoint.baseUrl) ?? { models: [] };
      }
    });
  }
}

function titleOf(host: string, listedAt: number | undefined): string {
  if (listedAt === undefined) return vscode.l10n.t("Model at {0}", host);
  const when = new Date(listedAt).toLocaleString(vscode.env.language, { dateStyle: "medium", timeStyle: "short" });
  return vscode.l10n.t("Model at {0}, from its last known list of {1}", host, when);
}

async function pickModel(listed: readonly vscode.QuickPickItem[], title: string): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  picker.title = title;
  picker.placeholder = vscode.l10n.t("Pick a model, or type the name of another");
  picker.items = listed;
  picker.onDidChangeValue((value) => {
    const typed = value.trim();
    const isListed = typed === "" || listed.some(({ label }) => label === typed);
    picker.items = isListed
      ? listed
      : [...listed, { label: typed, description: vscode.l10n.t("as typed"), alwaysShow: true }];
  });
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.label ?? (picker.value.trim() || undefined));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

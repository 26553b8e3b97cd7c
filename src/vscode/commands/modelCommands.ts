import * as vscode from "vscode";
import type { Connector } from "../../core/chat/connector.ts";
import type { ModelInfo } from "../../core/ports/model.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { failureOf } from "../../shared/failures.ts";
import { configurationSection, settingKeys } from "../../shared/ids.ts";
import { toAbortSignal } from "../abortSignal.ts";
import { showFailure } from "../failureDialog.ts";
import { cancelled, type Outcome } from "./outcome.ts";

/** Choosing the model. */
export class ModelCommands {
  readonly #connector: Connector;
  readonly #settings: () => Settings;
  readonly #log: Log;

  constructor(parts: { readonly connector: Connector; readonly settings: () => Settings; readonly log: Log }) {
    this.#connector = parts.connector;
    this.#settings = parts.settings;
    this.#log = parts.log;
  }

  /** Picks from the endpoint's live list; any other name can be typed. */
  async select(): Promise<Outcome> {
    const settings = this.#settings();
    const models = await this.#list(settings);
    const current = this.#connector.knownModel(settings);
    const id = await pickModel(models, current, settings.endpoint.host);
    if (id === undefined) return cancelled;
    await vscode.workspace
      .getConfiguration(configurationSection)
      .update(settingKeys.model, id, vscode.ConfigurationTarget.Global);
    return { outcome: "applied" };
  }

  /** An empty list when the endpoint gives none: the failure is told, and a name can still be typed. */
  async #list(settings: Settings): Promise<readonly ModelInfo[]> {
    const title = vscode.l10n.t("Asking {0} for its models", settings.endpoint.host);
    const location = vscode.ProgressLocation.Window;
    return vscode.window.withProgress({ location, title }, async (_, token) => {
      try {
        const client = await this.#connector.client(settings);
        return await client.listModels(toAbortSignal(token));
      } catch (error) {
        this.#log.error("The models could not be listed.", error);
        void showFailure(failureOf(error));
        return [];
      }
    });
  }
}

async function pickModel(
  models: readonly ModelInfo[],
  current: string | undefined,
  host: string,
): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick();
  const listed = models.map(({ id }) => ({
    label: id,
    ...(id === current ? { description: vscode.l10n.t("in use") } : {}),
  }));
  picker.title = vscode.l10n.t("Model at {0}", host);
  picker.placeholder = vscode.l10n.t("Pick a model, or type the name of another");
  picker.items = listed;
  picker.onDidChangeValue((value) => {
    const typed = value.trim();
    const isListed = typed === "" || models.some(({ id }) => id === typed);
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

import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Connector } from "../../core/chat/connector.ts";
import { describeModel } from "../../core/models/describeModel.ts";
import { groupModels } from "../../core/models/groupModels.ts";
import type { KnownModels, ModelList } from "../../core/models/knownModels.ts";
import { shutdownOf } from "../../core/models/shutdown.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Settings } from "../../core/settings/settings.ts";
import { withOptions } from "../../core/settings/withOptions.ts";
import { failureOf } from "../../shared/failures.ts";
import { settingKeys } from "../../shared/ids.ts";
import { writeSetting } from "../settings/writeSetting.ts";
import { showFailure } from "../failureDialog.ts";
import { ModelPicker, type ModelItem, type ModelScope, type PickedModel, type PickerModels } from "./modelPicker.ts";
import { cancelled, type Outcome } from "./outcome.ts";

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

  /** Picks the default from the endpoint's live list, or from its last one; any other name can be typed. */
  async select(): Promise<Outcome> {
    const settings = this.#settings();
    const picked = await this.#pick(settings, { scope: "default", hasChat: false });
    if (picked === undefined || picked === "the default") return cancelled;
    await this.#setDefault(settings, picked.id);
    return { outcome: "applied" };
  }

  /**
   * Picks for a conversation. Where there is no default yet, or the default is what is to be replaced, the choice
   * becomes the default unless the person says otherwise.
   *
   * @param turnId of the answer that failed for its model; empty when none did
   */
  async selectFor(chat: Chat, turnId: string): Promise<Outcome> {
    const settings = this.#settings();
    const { options } = chat.conversation;
    const own = options?.model;
    const scope = own === undefined && this.#needsDefault(settings, chat, turnId) ? "default" : "chat";
    const back = own === undefined ? {} : { back: this.#connector.knownModel(settings) ?? vscode.l10n.t("automatic") };
    const picked = await this.#pick(withOptions(settings, options), { scope, hasChat: true, ...back });
    if (picked === undefined) return cancelled;
    await this.#take(chat, settings, picked);
    return { outcome: "applied" };
  }

  /** Has a conversation ask this model from now on. */
  async setFor(chat: Chat, id: string): Promise<void> {
    await this.#take(chat, this.#settings(), { id, scope: "chat" });
  }

  async #take(chat: Chat, settings: Settings, picked: PickedModel): Promise<void> {
    const { model: _, ...others } = chat.conversation.options ?? {};
    if (picked === "the default") return chat.setOptions(others);
    if (picked.scope === "chat") {
      await this.#known.noteUse(settings.endpoint.baseUrl, picked.id);
      const isDefault = picked.id === this.#connector.knownModel(settings);
      return chat.setOptions(isDefault ? others : { ...others, model: picked.id });
    }
    await this.#setDefault(settings, picked.id);
    if (chat.conversation.options?.model !== undefined) await chat.setOptions(others);
  }

  async #setDefault({ endpoint }: Settings, id: string): Promise<void> {
    await this.#known.noteUse(endpoint.baseUrl, id);
    await writeSetting(settingKeys.model, id);
  }

  /** Whether there is no default that could stay. */
  #needsDefault(settings: Settings, chat: Chat, turnId: string): boolean {
    if (settings.model === undefined) return true;
    const state = chat.turn(turnId)?.answer.state;
    if (state?.type === "failed" && state.failure.code === "model-not-found") return true;
    const shutdown = shutdownOf(this.#known.find(settings.endpoint.baseUrl, settings.model), this.#clock.now());
    return shutdown !== undefined && shutdown.state !== "later";
  }

  #pick(
    settings: Settings,
    offer: { readonly scope: ModelScope; readonly hasChat: boolean; readonly back?: string },
  ): Promise<PickedModel | undefined> {
    const { baseUrl, host } = settings.endpoint;
    const last = (): PickerModels => this.#toItems(settings, this.#known.lastList(baseUrl) ?? { models: [] });
    return new ModelPicker({
      ...offer,
      host,
      models: last(),
      refresh: async (signal) => {
        try {
          return this.#toItems(settings, { models: await this.#connector.listModels(settings, signal) });
        } catch (error) {
          if (signal.aborted) return last();
          this.#log.error("The models could not be listed.", error);
          void showFailure(failureOf(error));
          return last();
        }
      },
    }).pick();
  }

  #toItems(settings: Settings, { models, listedAt }: Pick<ModelList, "models"> & Partial<ModelList>): PickerModels {
    const parts = { current: this.#connector.knownModel(settings), now: this.#clock.now(), t: vscode.l10n.t };
    const { recent, others } = groupModels(models, this.#known.recent(settings.endpoint.baseUrl));
    const toItem = (model: (typeof models)[number]): ModelItem => ({
      id: model.id,
      description: describeModel(model, parts),
    });
    return {
      recent: recent.map(toItem),
      others: others.map(toItem),
      ...(listedAt === undefined ? {} : { listedAt }),
    };
  }
}

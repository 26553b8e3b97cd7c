import { html, nothing, type TemplateResult } from "lit";
import type { ConversationOptions } from "../../shared/chat/state.ts";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { effortLabel } from "./effortLabel.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** Whether a conversation asks for anything that the settings do not say. */
export function hasOptions({ model, reasoningEffort }: ConversationOptions): boolean {
  return model !== undefined || reasoningEffort !== undefined;
}

/** What this conversation asks for, what differs from the settings, and the way back to them. Empty until it is open. */
export class ChatSettings extends LightElement {
  static override properties = {
    panel: { attribute: false },
    setup: { attribute: false },
    options: { attribute: false },
    open: { attribute: false },
    onClose: { attribute: false },
  };
  declare panel: Panel;
  declare setup: Setup | undefined;
  declare options: ConversationOptions;
  declare open: boolean;
  /** Called when the person is done here. */
  declare onClose: () => void;

  constructor() {
    super();
    this.options = {};
    this.open = false;
    this.onClose = () => {};
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      // It is not meant for the answer that runs.
      event.stopPropagation();
      this.onClose();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const { t, host } = this.panel;
    const name = t("Settings of this chat");
    return html`<section id="chat-settings" class="chat-settings" aria-label=${name}>
      <div class="chat-settings-header">
        <h2>${name}</h2>
        ${iconButton({ icon: "close", label: t("Close"), onClick: () => this.onClose() })}
      </div>
      ${this.#model()} ${this.#effort()}
      <div class="actions">
        ${
          hasOptions(this.options)
            ? html`<button
                  class="button"
                  type="button"
                  @click=${() => this.#finish(() => host.resetOptions(undefined))}
                >
                  ${t("Reset")}
                </button>
                <button
                  class="button secondary"
                  type="button"
                  title=${t("Chats without settings of their own use these from now on.")}
                  @click=${() => this.#finish(() => host.makeOptionsDefault(undefined))}
                >
                  ${t("Use as default")}
                </button>`
            : nothing
        }
        <button
          class="button secondary"
          type="button"
          @click=${() => host.act({ action: "open-settings", turnId: "" })}
        >
          ${t("All settings")}
        </button>
      </div>
    </section>`;
  }

  #model(): TemplateResult {
    const { t, host } = this.panel;
    const model = this.setup?.model || t("automatic");
    const byDefault = this.setup?.choices?.defaults.model ?? t("automatic");
    return html`<div class="chat-setting">
      <span class="chat-setting-name">${t("Model")}</span>
      <button
        class="chat-setting-value"
        type="button"
        aria-label=${t("Change the model, now {0}", model)}
        @click=${() => host.act({ action: "select-model", turnId: "" })}
      >
        <span class="model-name">${model}</span>${icon("chevron-down")}
      </button>
      ${this.options.model === undefined ? nothing : this.#differs(byDefault)}
    </div>`;
  }

  #effort(): TemplateResult | typeof nothing {
    const { choices } = this.setup ?? {};
    if (!choices) return nothing;
    const { t, host } = this.panel;
    const { efforts, defaults } = choices;
    const own = this.options.reasoningEffort;
    const set = defaults.reasoningEffort;
    const offered = own === undefined || efforts.includes(own) ? efforts : [...efforts, own];
    const byDefault = set === undefined ? t("Default") : t("Default ({0})", effortLabel(set, t));
    if (offered.length === 0) {
      return html`<p class="chat-setting muted">${t("This model takes no reasoning effort.")}</p>`;
    }
    return html`<label class="chat-setting">
      <span class="chat-setting-name">${t("Reasoning effort")}</span>
      <select
        class="chat-setting-value"
        title=${own === undefined ? byDefault : effortLabel(own, t)}
        .value=${own ?? ""}
        @change=${({ currentTarget }: Event) => {
          if (!(currentTarget instanceof HTMLSelectElement)) return;
          host.setOption({ option: "reasoningEffort", value: currentTarget.value });
        }}
      >
        <option value="" ?selected=${own === undefined}>${byDefault}</option>
        ${offered.map(
          (effort) => html`<option value=${effort} ?selected=${effort === own}>${effortLabel(effort, t)}</option>`,
        )}
      </select>
      ${own === undefined ? nothing : this.#differs(set === undefined ? t("left to the model") : effortLabel(set, t))}
    </label>`;
  }

  #differs(byDefault: string): TemplateResult {
    return html`<span class="chat-setting-default">${this.panel.t("Default: {0}", byDefault)}</span>`;
  }

  /** The button goes away with what it was for; the focus stays here. */
  #finish(act: () => void): void {
    act();
    this.querySelector<HTMLElement>(".chat-setting-value")?.focus();
  }
}

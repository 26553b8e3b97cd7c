import { html, nothing, type TemplateResult } from "lit";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";

/** Says above the composer that the model is shut down, or soon will be. Empty otherwise. */
export class ModelNotice extends LightElement {
  static override properties = { panel: { attribute: false }, setup: { attribute: false } };
  declare panel: Panel;
  declare setup: Setup | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { model, shutdown } = this.setup ?? {};
    if (model === undefined || shutdown === undefined) return nothing;
    const { t, host } = this.panel;
    return html`<div class="model-notice" role="note" aria-label=${t("Shutdown of the model")}>
      <span dir="auto">
        ${
          shutdown.isPast
            ? t("{0} was shut down on {1}.", model, shutdown.date)
            : t("{0} will be shut down on {1}.", model, shutdown.date)
        }
      </span>
      <button class="button secondary" type="button" @click=${() => host.act({ action: "select-model", turnId: "" })}>
        ${t("Select model")}
      </button>
    </div>`;
  }
}

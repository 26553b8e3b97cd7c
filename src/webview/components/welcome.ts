import { html, nothing, type TemplateResult } from "lit";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";

/** What an empty conversation shows: how to begin. */
export class Welcome extends LightElement {
  static override properties = { panel: { attribute: false }, setup: { attribute: false } };
  declare panel: Panel;
  declare setup: Setup;

  protected override render(): TemplateResult {
    const { t, host, compose } = this.panel;
    const examples = [
      t("Explain the selected code"),
      t("What could go wrong in this function?"),
      t("Write a regular expression that matches an ISO date"),
    ];
    return html`<section class="welcome" aria-label=${t("Welcome")}>
      <h2>${t("Ask about your code")}</h2>
      ${
        this.setup.ready
          ? nothing
          : html`<p>
                ${t("To begin, set an API key for {0}. It stays in this computer's secret storage.", this.setup.endpoint)}
              </p>
              <button class="button" type="button" @click=${() => host.act({ action: "set-key", turnId: "" })}>
                ${t("Set API key")}
              </button>`
      }
      <p>${t("Select code in an editor and add it here, or begin with an example:")}</p>
      <ul class="examples">
        ${examples.map(
          (example) =>
            html`<li>
              <button class="example" type="button" dir="auto" @click=${() => compose(example)}>${example}</button>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

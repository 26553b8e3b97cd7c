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
      t("What is the difference between a mutex and a semaphore?"),
      t("Write a regular expression that matches an ISO date"),
      t("How do I undo my last commit and keep the changes?"),
    ];
    return html`<section class="welcome" aria-label=${t("Welcome")}>
      <h2>${t("Ask about your code")}</h2>
      ${
        this.setup.ready
          ? nothing
          : html`<p>
                ${t("To begin, set an API key for {0}. It stays in this computer's secret storage.", this.setup.endpoint)}
              </p>
              <div class="actions">
                <button class="button" type="button" @click=${() => host.act({ action: "set-key", turnId: "" })}>
                  ${t("Set API key")}
                </button>
                <button
                  class="button secondary"
                  type="button"
                  title=${t("Azure OpenAI, a local server, or any OpenAI-compatible endpoint")}
                  @click=${() => host.act({ action: "set-up", turnId: "" })}
                >
                  ${t("Use another endpoint")}
                </button>
              </div>`
      }
      <p>${t("Select code in an editor and run a command on it, or ask anything here:")}</p>
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

import { html, type TemplateResult } from "lit";
import type { Opened, Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { examplesFor } from "./examples.ts";
import { LightElement } from "./lightElement.ts";

/** What an empty conversation shows: how to begin. Without a key, the three steps to the first answer. */
export class Welcome extends LightElement {
  static override properties = {
    panel: { attribute: false },
    setup: { attribute: false },
    opened: { attribute: false },
  };
  declare panel: Panel;
  declare setup: Setup;
  declare opened: Opened;

  protected override render(): TemplateResult {
    const { t } = this.panel;
    const { lead, prompts } = examplesFor(this.opened, t);
    const examples = html`<p dir="auto">${lead}</p>
      <ul class="examples">
        ${prompts.map((prompt) => this.#example(prompt))}
      </ul>`;
    return html`<section class="welcome" aria-label=${t("Welcome")}>
      <h2>${t("Ask about your code")}</h2>
      ${
        this.setup.ready
          ? examples
          : html`<ol class="steps">
              <li class="step">${this.#keyStep()}</li>
              <li class="step">
                <h3>${t("Choose a question, or write your own")}</h3>
                ${examples}
              </li>
              <li class="step">
                <h3>${t("Press Enter")}</h3>
                <p>${t("The answer appears here while it is written.")}</p>
              </li>
            </ol>`
      }
    </section>`;
  }

  #keyStep(): TemplateResult {
    const { t, host } = this.panel;
    return html`<h3>${t("Set an API key for {0}", this.setup.endpoint)}</h3>
      <p>${t("It stays in this computer's secret storage.")}</p>
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
      </div>`;
  }

  /** It can be edited before it is sent, with the code that it is about attached. */
  #example(prompt: string): TemplateResult {
    return html`<li>
      <button class="example" type="button" dir="auto" @click=${() => this.#choose(prompt)}>${prompt}</button>
    </li>`;
  }

  #choose(prompt: string): void {
    const { host, compose } = this.panel;
    if (this.opened.type !== "nothing") host.addOpened(undefined);
    compose(prompt);
  }
}

import { html, nothing, type TemplateResult } from "lit";
import { LightElement } from "./lightElement.ts";

export type ComposerNoticeContent = {
  readonly sentence: string;
  /** What can be done about it, the next step first. */
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
};

/** Says above the text why it was not sent, until it is changed. */
export class ComposerNotice extends LightElement {
  static override properties = { content: { attribute: false } };
  declare content: ComposerNoticeContent | undefined;

  protected override render(): TemplateResult {
    const { content } = this;
    // The alert is there before it has something to say, so that screen readers notice.
    return html`<div role="alert">
      ${
        content
          ? html`<div class="composer-notice">
              <p dir="auto">${content.sentence}</p>
              ${
                content.actions.length === 0
                  ? nothing
                  : html`<div class="actions">
                      ${content.actions.map(
                        ({ label, run }, index) =>
                          html`<button
                            class="button ${index === 0 ? "" : "secondary"}"
                            type="button"
                            @click=${() => run()}
                          >
                            ${label}
                          </button>`,
                      )}
                    </div>`
              }
            </div>`
          : nothing
      }
    </div>`;
  }
}

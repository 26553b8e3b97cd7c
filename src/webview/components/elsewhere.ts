import { html, nothing, type TemplateResult } from "lit";
import type { RunningChat } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";

/** The way to chats that are being answered and that no view shows. Empty otherwise. */
export class Elsewhere extends LightElement {
  static override properties = { panel: { attribute: false }, chats: { attribute: false } };
  declare panel: Panel;
  declare chats: readonly RunningChat[];

  constructor() {
    super();
    this.chats = [];
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.chats.length === 0) return nothing;
    const { t, host } = this.panel;
    return html`<nav class="elsewhere" aria-label=${t("Other chats that are being answered")}>
      <span class="dots" aria-hidden="true"></span>
      <div class="elsewhere-chats">
        ${this.chats.map(
          ({ id, title }) =>
            html`<button
              class="elsewhere-chat"
              type="button"
              dir="auto"
              title=${t("Show “{0}”, which is being answered", title)}
              @click=${() => host.openChat({ conversationId: id })}
            >
              ${title}
            </button>`,
        )}
      </div>
    </nav>`;
  }
}

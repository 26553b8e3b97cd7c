import { html, nothing, type TemplateResult } from "lit";
import type { Attachment } from "../../shared/chat/state.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** What goes along with the next question. */
export class ContextList extends LightElement {
  static override properties = { panel: { attribute: false }, attachments: { attribute: false } };
  declare panel: Panel;
  declare attachments: readonly Attachment[];

  constructor() {
    super();
    this.attachments = [];
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.attachments.length === 0) return nothing;
    const { t, host } = this.panel;
    return html`<ul class="chips" aria-label=${t("Context")}>
      ${this.attachments.map(({ id, kind, label, path }) => {
        const name = t("Remove {0}", label);
        return html`<li class="chip" title=${nameInvisible(path)}>
          ${icon(kind === "terminal" ? "terminal" : "file")}<span class="chip-label">${toTextNodes(label)}</span>
          <button
            class="chip-remove"
            type="button"
            aria-label=${name}
            title=${name}
            @click=${() => host.removeAttachment({ id })}
          >
            ${icon("close")}
          </button>
        </li>`;
      })}
    </ul>`;
  }
}

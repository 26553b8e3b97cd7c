import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { attachmentTokens } from "../../shared/chat/tokens.ts";
import type { SelectionOffer, WaitingAttachment } from "../../shared/protocol/panel.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { chipFace, removeButton } from "./chips.ts";
import { attachmentSize, tokenText } from "./attachmentSize.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** From here on, the size of everything together is worth a look. */
const MUCH_TOKENS = 2_000;

/** What goes along with the next question, and what could. */
export class ContextList extends LightElement {
  static override properties = {
    panel: { attribute: false },
    attachments: { attribute: false },
    offer: { attribute: false },
  };
  declare panel: Panel;
  declare attachments: readonly WaitingAttachment[];
  declare offer: SelectionOffer | undefined;

  constructor() {
    super();
    this.attachments = [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const offer = this.#offer();
    if (this.attachments.length === 0 && offer === undefined) return nothing;
    const { t } = this.panel;
    const tokens = this.attachments.reduce((sum, one) => sum + attachmentTokens(one), 0);
    const showsTotal = this.attachments.length > 1 && tokens >= MUCH_TOKENS;
    return html`<div class="contexts">
      ${
        this.attachments.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${t("Context")}>
              ${repeat(
                this.attachments,
                ({ id }) => id,
                (attachment) => this.#item(attachment),
              )}
            </ul>`
      }
      ${showsTotal ? html`<p class="context-total">${t("Context: {0}", tokenText(tokens, t))}</p>` : nothing} ${offer}
    </div>`;
  }

  #item(attachment: WaitingAttachment): TemplateResult {
    const { t, host } = this.panel;
    const { id, label, path, leftOut, since } = attachment;
    return html`<li
      class="chip ${since === undefined ? "" : "stale"}"
      title=${nameInvisible(leftOut === undefined ? path : `${path}\n${leftOut}`)}
      @keydown=${(event: KeyboardEvent) => this.#pressed(event, id)}
    >
      ${chipFace(attachment, t)}
      <span class="chip-end"
        ><span class="chip-size">${attachmentSize(attachment, t)}</span
        >${removeButton(label, t, () => this.#remove(id))}</span
      >
      ${leftOut === undefined ? nothing : html`<span class="chip-note">${icon("info")}${t("shortened")}</span>`}
      ${since === "deleted" ? html`<span class="chip-note">${icon("warning")}${t("deleted since")}</span>` : nothing}
      ${
        since === "changed"
          ? html`<span class="chip-note">${icon("warning")}${t("changed since")}</span>
              <button
                class="chip-update"
                type="button"
                aria-label=${t("Update {0}", label)}
                title=${t("Take {0} as it is now", label)}
                @click=${() => host.updateAttachment({ id })}
              >
                ${t("Update")}
              </button>`
          : nothing
      }
    </li>`;
  }

  /** What is selected in the editor, unless that is attached already. */
  #offer(): TemplateResult | undefined {
    const { offer } = this;
    if (!offer || this.attachments.some(({ label, path }) => label === offer.label && path === offer.path)) {
      return undefined;
    }
    const { t, host } = this.panel;
    const size = tokenText(offer.tokens, t);
    return html`<button
      class="chip offer"
      type="button"
      aria-label=${t("Add selection {0}, {1}", offer.label, size)}
      title=${t("Add the selection of {0} to the question", offer.path)}
      @click=${() => host.addSelection(undefined)}
    >
      ${icon("add")}<span class="chip-label">${toTextNodes(offer.label)}</span><span class="chip-size">${size}</span>
    </button>`;
  }

  #pressed(event: KeyboardEvent, id: string): void {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    this.#remove(id);
  }

  /** The focus goes on to the next item, so that several can be removed one after the other. */
  #remove(id: string): void {
    const index = this.attachments.findIndex((one) => one.id === id);
    const next = this.attachments[index + 1] ?? this.attachments[index - 1];
    const buttons = this.querySelectorAll<HTMLElement>(".chip-remove");
    this.panel.host.removeAttachment({ id });
    const button = next && buttons[this.attachments.indexOf(next)];
    if (button) button.focus();
    else this.panel.compose("");
  }
}

import { html, nothing, type TemplateResult } from "lit";
import type { Question as ChatQuestion } from "../../shared/chat/state.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { attachmentIcon } from "./attachmentIcon.ts";
import { iconButton } from "./buttons.ts";
import { Fold } from "./fold.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** Longer questions are folded at first; about twelve lines of them are seen. */
const LONG = { lines: 16, characters: 1_500 };

/** What the person asked, with what was attached to it. */
export class Question extends LightElement {
  static override properties = { panel: { attribute: false }, question: { attribute: false } };
  declare panel: Panel;
  declare question: ChatQuestion;

  protected override render(): TemplateResult {
    const { t, compose } = this.panel;
    const { text, attachments } = this.question;
    const isLong = text.length > LONG.characters || text.split("\n", LONG.lines + 1).length > LONG.lines;
    const fold = new Fold(this.panel, this.#turnId, "question", false);
    return html`<article class="message question" aria-label=${t("You")}>
      <h2 class="visually-hidden">${t("You")}</h2>
      <div class="question-row ${isLong && !fold.isOpen ? "folded" : ""}">
        <ask-long-text class="question-text" .panel=${this.panel} .text=${text}></ask-long-text>
        ${iconButton({ icon: "edit", label: t("Edit message"), onClick: () => compose(text) })}
      </div>
      ${
        isLong
          ? html`<button
              class="question-fold"
              type="button"
              aria-expanded=${fold.isOpen ? "true" : "false"}
              @click=${() => {
                fold.isOpen = !fold.isOpen;
                this.requestUpdate();
              }}
            >
              ${icon("chevron-down")}${fold.isOpen ? t("Show less") : t("Show the whole message")}
            </button>`
          : nothing
      }
      ${
        attachments.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${t("Attached")}>
              ${attachments.map(
                ({ kind, label, path, image }) =>
                  html`<li class="chip" title=${nameInvisible(path)}>
                    ${
                      image
                        ? html`<img
                            class="chip-image"
                            src="data:${image.mediaType};base64,${image.base64}"
                            alt=${t("Image {0}", label)}
                          />`
                        : icon(attachmentIcon(kind))
                    }<span class="chip-label">${toTextNodes(label)}</span>
                  </li>`,
              )}
            </ul>`
      }
    </article>`;
  }

  /** The turn stands around it. */
  get #turnId(): string {
    return this.closest<HTMLElement>("[data-turn]")?.dataset["turn"] ?? "";
  }
}

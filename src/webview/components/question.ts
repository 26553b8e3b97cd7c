import { html, nothing, type TemplateResult } from "lit";
import type { Question as ChatQuestion } from "../../shared/chat/state.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** What the person asked, with what was attached to it. */
export class Question extends LightElement {
  static override properties = { panel: { attribute: false }, question: { attribute: false } };
  declare panel: Panel;
  declare question: ChatQuestion;

  protected override render(): TemplateResult {
    const { t, compose } = this.panel;
    const { text, attachments } = this.question;
    return html`<article class="message question" aria-label=${t("You")}>
      <h2 class="visually-hidden">${t("You")}</h2>
      <div class="question-row">
        <ask-long-text class="question-text" .panel=${this.panel} .text=${text}></ask-long-text>
        ${iconButton({ icon: "edit", label: t("Edit message"), onClick: () => compose(text) })}
      </div>
      ${
        attachments.length === 0
          ? nothing
          : html`<ul class="chips" aria-label=${t("Attached")}>
              ${attachments.map(
                ({ kind, label, path }) =>
                  html`<li class="chip" title=${nameInvisible(path)}>
                    ${icon(kind === "terminal" ? "terminal" : "file")}<span class="chip-label"
                      >${toTextNodes(label)}</span
                    >
                  </li>`,
              )}
            </ul>`
      }
    </article>`;
  }
}

import { html, nothing, type TemplateResult } from "lit";
import type { Versions } from "../../shared/chat/branches.ts";
import type { Question as ChatQuestion } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { attachmentChips } from "./chips.ts";
import { Fold } from "./fold.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";
import type { MenuItem } from "./menu.ts";
import { QuestionEditor } from "./questionEditor.ts";

/** Longer questions are folded at first; about twelve lines of them are seen. */
const LONG = { lines: 16, characters: 1_500 };

/** What the person asked, with what was attached to it, and what can be done with it. */
export class Question extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    question: { attribute: false },
    versions: { attribute: false },
    editing: { state: true },
  };
  declare panel: Panel;
  declare turnId: string;
  declare question: ChatQuestion;
  /** Present where it has been asked differently. */
  declare versions: Versions | undefined;
  declare editing: boolean;

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.editing = this.panel.memory.edit(this.turnId) !== undefined;
  }

  protected override render(): TemplateResult {
    const { panel } = this;
    const { t } = panel;
    return html`<article class="message question" aria-label=${t("You")}>
      <h2 class="visually-hidden">${t("You")}</h2>
      ${this.editing ? this.#editor() : this.#shown()}
      <ask-version-switch .panel=${panel} .turnId=${this.turnId} .versions=${this.versions}></ask-version-switch>
    </article>`;
  }

  #shown(): TemplateResult {
    const { t } = this.panel;
    const { text, attachments } = this.question;
    const isLong = text.length > LONG.characters || text.split("\n", LONG.lines + 1).length > LONG.lines;
    const fold = new Fold(this.panel, this.turnId, "question", false);
    return html`<div class="question-row ${isLong && !fold.isOpen ? "folded" : ""}">
        <ask-long-text class="question-text" .panel=${this.panel} .text=${text}></ask-long-text>
        <div class="question-buttons">
          ${iconButton({ icon: "edit", label: t("Edit message"), onClick: () => void this.#edit() })}
          <ask-menu .panel=${this.panel} .label=${t("More actions")} .items=${this.#actions()}></ask-menu>
        </div>
      </div>
      ${isLong ? this.#foldButton(fold) : nothing} ${attachmentChips(attachments, t)}`;
  }

  #foldButton(fold: Fold): TemplateResult {
    const { t } = this.panel;
    return html`<button
      class="question-fold"
      type="button"
      aria-expanded=${fold.isOpen ? "true" : "false"}
      @click=${() => {
        fold.isOpen = !fold.isOpen;
        this.requestUpdate();
      }}
    >
      ${icon("chevron-down")}${fold.isOpen ? t("Show less") : t("Show the whole message")}
    </button>`;
  }

  #editor(): TemplateResult {
    return html`<ask-question-editor
      .panel=${this.panel}
      .turnId=${this.turnId}
      .question=${this.question}
      .close=${() => void this.#close()}
    ></ask-question-editor>`;
  }

  #actions(): readonly MenuItem[] {
    const { panel, turnId } = this;
    const { t, host } = panel;
    return [
      {
        icon: "copy",
        label: t("Copy question"),
        onClick: () => {
          host.copy({ text: this.question.text });
          panel.announce(t("Copied"));
        },
      },
      { icon: "repo-forked", label: t("Fork from here"), onClick: () => host.fork({ turnId }) },
      { icon: "trash", label: t("Delete"), onClick: () => host.deleteTurn({ turnId }) },
    ];
  }

  async #edit(): Promise<void> {
    this.editing = true;
    this.panel.memory.setEdit(this.turnId, { text: this.question.text, removed: [] });
    await this.updateComplete;
    const editor = this.querySelector("ask-question-editor");
    if (!(editor instanceof QuestionEditor)) return;
    await editor.updateComplete;
    editor.focus();
  }

  async #close(): Promise<void> {
    const hadFocus = this.contains(document.activeElement);
    this.editing = false;
    this.panel.memory.setEdit(this.turnId, undefined);
    await this.updateComplete;
    // The focus goes back to the button that opened the editor.
    if (hadFocus) this.querySelector<HTMLElement>(".question-buttons button")?.focus();
  }
}

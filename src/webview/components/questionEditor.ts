import { html, type TemplateResult } from "lit";
import { isEditTask } from "../../shared/chat/tasks.ts";
import type { Attachment, Question as ChatQuestion } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { attachmentChips } from "./chips.ts";
import { EnterKey } from "./enterKey.ts";
import { inPage } from "./inPage.ts";
import { LightElement } from "./lightElement.ts";

/** A question that is being edited in its place, with what was attached to it. What is written survives a reload. */
export class QuestionEditor extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    question: { attribute: false },
    close: { attribute: false },
    sending: { state: true },
    removed: { state: true },
  };
  declare panel: Panel;
  declare turnId: string;
  declare question: ChatQuestion;
  /** Called when the question is asked, or is to stay as it was. */
  declare close: () => void;
  declare sending: boolean;
  /** The ids of the attachments that are not to go along. */
  declare removed: readonly string[];

  readonly #enter = new EnterKey();

  constructor() {
    super();
    this.sending = false;
    this.removed = [];
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.removed = this.panel.memory.edit(this.turnId)?.removed ?? [];
  }

  protected override render(): TemplateResult {
    const { t } = this.panel;
    // The code that a command is to change stays with it.
    const remove = isEditTask(this.question.task) ? undefined : (id: string) => this.#remove(id);
    return html`<div class="question-editor" @keydown=${(event: KeyboardEvent) => this.#pressed(event)}>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${t("Your question")}
        @input=${() => this.#keep()}
        @keydown=${(event: KeyboardEvent) => this.#typed(event)}
        @keyup=${() => this.#enter.keyReleased()}
        @compositionend=${(event: CompositionEvent) => this.#enter.compositionEnded(event)}
      ></textarea>
      ${attachmentChips(this.#kept, t, remove)}
      <div class="actions">
        <button
          class="button"
          type="button"
          aria-disabled=${this.#canSend ? "false" : "true"}
          @click=${() => void this.#send()}
        >
          ${t("Send")}
        </button>
        <button class="button secondary" type="button" @click=${() => this.close()}>${t("Cancel")}</button>
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    const area = this.#area;
    area.value = this.panel.memory.edit(this.turnId)?.text ?? this.question.text;
    this.requestUpdate();
  }

  /** Puts the caret behind the text. */
  override focus(): void {
    const area = this.#area;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  #typed(event: KeyboardEvent): void {
    if (!this.#enter.sends(event)) return;
    event.preventDefault();
    void this.#send();
  }

  #pressed(event: KeyboardEvent): void {
    // An input method uses Escape to leave a composition.
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    // It would stop the answer as well.
    event.stopPropagation();
    this.close();
  }

  async #send(): Promise<void> {
    if (!this.#canSend) return;
    this.sending = true;
    const text = this.#area.value.trim();
    const attachments = this.#kept.map(({ id }) => id);
    try {
      const asked = await this.panel.host.editQuestion({ turnId: this.turnId, text, attachments });
      if (asked) this.close();
    } catch (error) {
      // What was written is still there.
      reportError(error);
    }
    this.sending = false;
  }

  #remove(id: string): void {
    this.removed = [...this.removed, id];
    this.#keep();
    this.#area.focus();
  }

  #keep(): void {
    this.panel.memory.setEdit(this.turnId, { text: this.#area.value, removed: this.removed });
    this.requestUpdate();
  }

  get #canSend(): boolean {
    return !this.sending && this.querySelector("textarea")?.value.trim() !== "";
  }

  get #kept(): readonly Attachment[] {
    return this.question.attachments.filter(({ id }) => !this.removed.includes(id));
  }

  get #area(): HTMLTextAreaElement {
    return inPage(this, "textarea", HTMLTextAreaElement);
  }
}

import { html, LitElement, type TemplateResult } from "lit";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { ContextList } from "./contextList.ts";
import { EnterKey } from "./enterKey.ts";
import { icon } from "./icon.ts";
import { inPage } from "./inPage.ts";
import { ModelNotice } from "./modelNotice.ts";

/**
 * Where a question is written, with what goes along with it. The page brings the text field, which may have been
 * written in already; the bar below it is drawn here.
 */
export class Composer extends LitElement {
  static override properties = {
    panel: { attribute: false },
    attachments: { attribute: false },
    setup: { attribute: false },
    running: { attribute: false },
    lastQuestion: { attribute: false },
  };
  declare panel: Panel;
  declare attachments: readonly Attachment[];
  /** Absent until the host has said what it is. */
  declare setup: Setup | undefined;
  /** Whether an answer is on its way. */
  declare running: boolean;
  declare lastQuestion: string;

  readonly #enter = new EnterKey();

  constructor() {
    super();
    this.attachments = [];
    this.running = false;
    this.lastQuestion = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const area = this.#area;
    area.addEventListener("input", () => this.#changed());
    area.addEventListener("keydown", (event) => this.#pressed(event));
    area.addEventListener("keyup", () => this.#enter.keyReleased());
    area.addEventListener("compositionend", (event) => this.#enter.compositionEnded(event));
  }

  /** Puts the caret into the text, and `added` before it. What was there stays below. */
  insert(added: string): void {
    const draft = this.#area.value;
    if (added !== "") {
      this.#write(draft.trim() === "" ? added : `${added}\n\n${draft}`);
      this.#area.setSelectionRange(added.length, added.length);
    }
    this.#area.focus();
  }

  /** Puts `added` below the text, and the caret below that. */
  quote(added: string): void {
    const draft = this.#area.value.trimEnd();
    this.#write(draft === "" ? `${added}\n\n` : `${draft}\n\n${added}\n\n`);
    this.#area.focus();
    this.#area.setSelectionRange(this.#area.value.length, this.#area.value.length);
    this.#area.scrollTop = this.#area.scrollHeight;
  }

  protected override createRenderRoot(): HTMLElement {
    return inPage(this, ".composer-bar", HTMLElement);
  }

  protected override firstUpdated(): void {
    const { draft } = this.panel.memory;
    if (draft !== "") this.#write(draft + this.#area.value);
  }

  protected override updated(): void {
    const contexts = inPage(this, "ask-context-list", ContextList);
    contexts.panel = this.panel;
    contexts.attachments = this.attachments;
    const notice = inPage(this, "ask-model-notice", ModelNotice);
    notice.panel = this.panel;
    notice.setup = this.setup;
    if (this.setup && this.#area.dataset["entered"] !== undefined) this.#sendEarly();
  }

  protected override render(): TemplateResult {
    const { t, host } = this.panel;
    return html`${iconButton({ icon: "attach", label: t("Add context"), onClick: () => host.addContext(undefined) })}
    ${this.#modelButton()} ${this.running ? this.#stopButton() : this.#sendButton()}`;
  }

  #modelButton(): TemplateResult {
    const { t, host } = this.panel;
    const model = this.setup?.model || t("automatic");
    const endpoint = this.setup?.endpoint ?? "";
    return html`<button
      class="model"
      type="button"
      aria-label=${t("Model: {0}", model)}
      title=${endpoint === "" ? model : t("{0} at {1}", model, endpoint)}
      @click=${() => host.act({ action: "select-model", turnId: "" })}
    >
      <span class="model-name">${model}</span>${icon("chevron-down")}
    </button>`;
  }

  #sendButton(): TemplateResult {
    const { t } = this.panel;
    const empty = this.#area.value.trim() === "";
    return html`<span class="send">
      ${iconButton({
        icon: "arrow-up",
        label: t("Send"),
        unavailable: empty ? t("Write a message first.") : undefined,
        onClick: () => {
          this.#send();
          this.#area.focus();
        },
      })}
    </span>`;
  }

  #stopButton(): TemplateResult {
    const { t, host } = this.panel;
    return html`<span class="send">
      ${iconButton({
        icon: "stop",
        label: t("Stop"),
        onClick: (event) => {
          // Stop appears where Send was: the second click of a double click is not meant for it.
          if (event.detail < 2) host.stop(undefined);
        },
      })}
    </span>`;
  }

  #pressed(event: KeyboardEvent): void {
    if (this.#enter.sends(event)) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && this.#area.value === "" && this.lastQuestion !== "" && !event.isComposing) {
      event.preventDefault();
      this.insert(this.lastQuestion);
    }
  }

  /** Sends what was entered before this script had come, and before the host had said what goes on. */
  #sendEarly(): void {
    delete this.#area.dataset["entered"];
    this.#send();
  }

  #send(): void {
    const text = this.#area.value.trim();
    // A draft that is written while an answer comes waits for its end.
    if (text === "" || this.running) return;
    this.panel.host.submit({ text });
    this.#write("");
  }

  #write(text: string): void {
    this.#area.value = text;
    this.#changed();
  }

  #changed(): void {
    this.panel.memory.draft = this.#area.value;
    this.requestUpdate();
  }

  get #area(): HTMLTextAreaElement {
    return inPage(this, "textarea", HTMLTextAreaElement);
  }
}

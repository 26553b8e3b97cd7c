import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Setup } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { EnterKey } from "./enterKey.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

/** Where a question is written, with what goes along with it. */
export class Composer extends LightElement {
  static override properties = {
    panel: { attribute: false },
    attachments: { attribute: false },
    setup: { attribute: false },
    running: { attribute: false },
    lastQuestion: { attribute: false },
    text: { state: true },
  };
  declare panel: Panel;
  declare attachments: readonly Attachment[];
  /** Absent until the host has said what it is. */
  declare setup: Setup | undefined;
  /** Whether an answer is on its way. */
  declare running: boolean;
  declare lastQuestion: string;
  declare text: string | undefined;

  readonly #enter = new EnterKey();

  /** Puts the caret into the text, and `added` before it. What was there stays below. */
  async insert(added: string): Promise<void> {
    const draft = this.#draft;
    if (added !== "") this.#write(draft.trim() === "" ? added : `${added}\n\n${draft}`);
    await this.updateComplete;
    this.#area?.focus();
    if (added !== "") this.#area?.setSelectionRange(added.length, added.length);
  }

  protected override render(): TemplateResult {
    const { panel } = this;
    const { t, host } = panel;
    return html`<div class="composer">
      <ask-context-list .panel=${panel} .attachments=${this.attachments}></ask-context-list>
      <textarea
        rows="1"
        dir="auto"
        aria-label=${t("Message")}
        placeholder=${t("Ask ChatGPT")}
        .value=${live(this.#draft)}
        @input=${() => this.#write(this.#area?.value ?? "")}
        @keydown=${(event: KeyboardEvent) => this.#pressed(event)}
        @keyup=${() => this.#enter.keyReleased()}
        @compositionend=${(event: CompositionEvent) => this.#enter.compositionEnded(event)}
      ></textarea>
      <div class="composer-bar">
        ${iconButton({ icon: "attach", label: t("Add context"), onClick: () => host.addContext(undefined) })}
        ${this.#modelButton()} ${this.running ? this.#stopButton() : this.#sendButton()}
      </div>
    </div>`;
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
    const empty = this.#draft.trim() === "";
    return html`<span class="send">
      ${iconButton({
        icon: "arrow-up",
        label: t("Send"),
        unavailable: empty ? t("Write a message first.") : undefined,
        onClick: () => {
          this.#send();
          this.#area?.focus();
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
    } else if (event.key === "ArrowUp" && this.#draft === "" && this.lastQuestion !== "" && !event.isComposing) {
      event.preventDefault();
      void this.insert(this.lastQuestion);
    }
  }

  #send(): void {
    const text = this.#draft.trim();
    // A draft that is written while an answer comes waits for its end.
    if (text === "" || this.running) return;
    this.panel.host.submit({ text });
    this.#write("");
  }

  #write(text: string): void {
    this.text = text;
    this.panel.memory.draft = text;
  }

  get #draft(): string {
    return this.text ?? this.panel.memory.draft;
  }

  get #area(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }
}

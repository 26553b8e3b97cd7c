import { html, type TemplateResult } from "lit";
import { isRunning, type Conversation } from "../../shared/chat/state.ts";
import { toAnnouncement } from "../a11y/announcements.ts";
import type { Panel } from "../panel.ts";
import type { PanelStore } from "../store.ts";
import { Composer } from "./composer.ts";
import { LightElement } from "./lightElement.ts";

/** The whole panel: the conversation above, the composer below. */
export class App extends LightElement {
  static override properties = { panel: { attribute: false }, store: { attribute: false } };
  declare panel: Panel;
  declare store: PanelStore;

  #spoken: Conversation | undefined;
  #unsubscribe: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = this.store.subscribe(() => this.#draw());
    document.addEventListener("keydown", this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    document.removeEventListener("keydown", this.#onKey);
  }

  /** Puts the caret into the composer, and `text` before it when it is not empty. */
  compose(text: string): void {
    const composer = this.querySelector("ask-composer");
    if (composer instanceof Composer) void composer.insert(text);
  }

  protected override render(): TemplateResult {
    const { panel } = this;
    const { state } = this.store;
    const lastTurn = state?.conversation.turns.at(-1);
    return html`<main class="panel">
      <h1 class="visually-hidden">Ask ChatGPT</h1>
      <ask-transcript .panel=${panel} .state=${state}></ask-transcript>
      <ask-composer
        .panel=${panel}
        .attachments=${state?.attachments ?? []}
        .setup=${state?.setup}
        .running=${this.#running}
        .lastQuestion=${lastTurn?.question.text ?? ""}
      ></ask-composer>
    </main>`;
  }

  #draw(): void {
    const { state } = this.store;
    const focused = document.activeElement;
    this.requestUpdate();
    requestAnimationFrame(() => this.#keepFocus(focused));
    if (!state) return;
    const sentence = toAnnouncement(this.#spoken, state.conversation, this.panel.t);
    this.#spoken = state.conversation;
    if (sentence !== undefined) this.panel.announce(sentence);
  }

  /** A button goes away with what it was for. Its focus goes to the composer, unless it is not in the panel at all. */
  #keepFocus(before: Element | null): void {
    const lost = before?.isConnected === false && document.activeElement === document.body;
    if (lost && document.hasFocus()) this.compose("");
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    // An input method uses Escape to leave a composition.
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    if (this.#running) this.panel.host.stop(undefined);
  };

  get #running(): boolean {
    return this.store.state?.conversation.turns.some(({ answer }) => isRunning(answer.state)) ?? false;
  }
}

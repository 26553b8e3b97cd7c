import { html, type PropertyValues, type TemplateResult } from "lit";
import type { Answer, WaitingNote } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";
import { toWaitingSentence } from "./waitingSentence.ts";

const TICK_MS = 1000;

/** Says what an answer without text is waiting for, and counts down to a retry. */
export class Waiting extends LightElement {
  static override properties = { panel: { attribute: false }, answer: { attribute: false } };
  declare panel: Panel;
  declare answer: Answer;

  #note: WaitingNote | undefined;
  #noteArrived = 0;
  #ticks: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticks);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("answer")) return;
    const { state } = this.answer;
    const note = state.type === "waiting" ? state.note : undefined;
    if (note === this.#note) return;
    this.#note = note;
    this.#noteArrived = performance.now();
    clearInterval(this.#ticks);
    if (note?.type === "retrying") this.#ticks = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  protected override render(): TemplateResult {
    const elapsed = performance.now() - this.#noteArrived;
    const sentence = toWaitingSentence(this.answer, this.#note, elapsed, this.panel.t);
    return html`<p class="waiting" dir="auto"><span class="dots" aria-hidden="true"></span>${sentence}</p>`;
  }
}

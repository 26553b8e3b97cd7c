import { html, type PropertyValues, type TemplateResult } from "lit";
import type { Bulk } from "../../shared/chat/bulk.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";

/** A question and its answer. Empty until it is to be drawn. */
export class TurnElement extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turn: { attribute: false },
    latest: { attribute: false },
    bulk: { attribute: false },
    drawn: { attribute: false },
  };
  declare panel: Panel;
  declare turn: Turn;
  declare latest: boolean;
  /** What made the question long, when it was too long. */
  declare bulk: Bulk | undefined;
  declare drawn: boolean;

  constructor() {
    super();
    this.latest = false;
    this.drawn = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add("turn");
  }

  protected override shouldUpdate(): boolean {
    return this.drawn;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("turn")) this.dataset["turn"] = this.turn.id;
  }

  protected override render(): TemplateResult {
    const { panel, turn } = this;
    return html`<ask-question .panel=${panel} .question=${turn.question}></ask-question>
      <ask-answer
        .panel=${panel}
        .turnId=${turn.id}
        .answer=${turn.answer}
        .files=${turn.files}
        .latest=${this.latest}
        .bulk=${this.bulk}
      ></ask-answer>`;
  }
}

import { html, type PropertyValues, type TemplateResult } from "lit";
import type { Bulk } from "../../shared/chat/bulk.ts";
import type { Versions } from "../../shared/chat/branches.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { LightElement } from "./lightElement.ts";
import { differ } from "./versionSwitch.ts";

/** In pixels: what is around the text of a turn, and what each character adds in a narrow panel. */
const FRAME_HEIGHT = 100;
const HEIGHT_OF_CHARACTER = 0.45;

/** Longer texts are shown in part. */
const LONGEST = 100_000;

/** A question and its answer. Until it is to be drawn it is as high as it is likely to become, and empty. */
export class TurnElement extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turn: { attribute: false },
    latest: { attribute: false },
    bulk: { attribute: false },
    versions: { attribute: false, hasChanged: differ },
    drawn: { attribute: false },
  };
  declare panel: Panel;
  declare turn: Turn;
  declare latest: boolean;
  /** What made the question long, when it was too long. */
  declare bulk: Bulk | undefined;
  /** Present where the question has been asked differently. */
  declare versions: Versions | undefined;
  declare drawn: boolean;

  constructor() {
    super();
    this.latest = false;
    this.drawn = false;
  }

  /** In pixels. */
  get likelyHeight(): number {
    const { question, answer } = this.turn;
    const characters = Math.min(question.text.length, LONGEST) + Math.min(answer.text.length, LONGEST);
    return Math.round(FRAME_HEIGHT + characters * HEIGHT_OF_CHARACTER);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add("turn");
    if (!this.hasUpdated) this.style.minBlockSize = `${this.likelyHeight}px`;
  }

  protected override shouldUpdate(): boolean {
    return this.drawn;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.style.minBlockSize = "";
    if (changed.has("turn")) this.dataset["turn"] = this.turn.id;
  }

  protected override render(): TemplateResult {
    const { panel, turn } = this;
    return html`<ask-question
        .panel=${panel}
        .turnId=${turn.id}
        .question=${turn.question}
        .versions=${this.versions}
      ></ask-question>
      <ask-answer
        .panel=${panel}
        .turnId=${turn.id}
        .askedAt=${turn.askedAt}
        .answer=${turn.answer}
        .files=${turn.files}
        .latest=${this.latest}
        .bulk=${this.bulk}
      ></ask-answer>`;
  }
}

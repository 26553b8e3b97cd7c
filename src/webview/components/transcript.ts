import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { allTurns, versionsByTurn, type Versions } from "../../shared/chat/branches.ts";
import { bulkOf } from "../../shared/chat/bulk.ts";
import type { Conversation, Turn } from "../../shared/chat/state.ts";
import type { PanelState } from "../../shared/protocol/panel.ts";
import type { Panel } from "../panel.ts";
import type { ReadingPlace } from "../viewMemory.ts";
import { icon } from "./icon.ts";
import { LatestFollower } from "./latestFollower.ts";
import { LightElement } from "./lightElement.ts";

/** The conversation, scrolled to where its reader is. */
export class Transcript extends LightElement {
  static override properties = {
    panel: { attribute: false },
    state: { attribute: false },
    away: { state: true },
  };
  declare panel: Panel;
  declare state: PanelState | undefined;
  /** Whether the latest is out of sight and not followed. */
  declare away: boolean;

  #follower: LatestFollower | undefined;
  #shown: Conversation | undefined;

  constructor() {
    super();
    this.away = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follower?.dispose();
    this.#follower = undefined;
  }

  protected override render(): TemplateResult {
    const { panel, state } = this;
    const { t } = panel;
    const turns = state?.conversation.turns ?? [];
    const versions = state ? versionsByTurn(state.conversation) : undefined;
    return html`<ask-elsewhere .panel=${panel} .chats=${state?.elsewhere ?? []}></ask-elsewhere>
      <div
        class="scroller"
        role="log"
        aria-live="off"
        aria-label=${t("Conversation")}
        tabindex="0"
        @scrollend=${() => this.#remember()}
      >
        <div class="turns">
          ${
            state && turns.length === 0
              ? html`<ask-welcome .panel=${panel} .setup=${state.setup}></ask-welcome>`
              : repeat(
                  turns,
                  ({ id }) => id,
                  (turn, index) => this.#turn(turn, index, turns, versions?.get(turn.id)),
                )
          }
        </div>
      </div>
      ${
        this.away
          ? html`<button class="jump" type="button" @click=${() => this.#jump()}>
              ${icon("arrow-down")}<span>${t("Jump to latest")}</span>
            </button>`
          : nothing
      }`;
  }

  #turn(turn: Turn, index: number, turns: readonly Turn[], versions: Versions | undefined): TemplateResult {
    const { panel } = this;
    return html`<div class="turn" data-turn=${turn.id}>
      <ask-question .panel=${panel} .turnId=${turn.id} .question=${turn.question} .versions=${versions}></ask-question>
      <ask-answer
        .panel=${panel}
        .turnId=${turn.id}
        .askedAt=${turn.askedAt}
        .answer=${turn.answer}
        .files=${turn.files}
        .latest=${index === turns.length - 1}
        .bulk=${isTooLong(turn) ? bulkOf(turns, index) : undefined}
      ></ask-answer>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("state") || !this.state) return;
    const { conversation } = this.state;
    const before = this.#shown;
    this.#shown = conversation;
    if (before?.id !== conversation.id) this.#open();
    // Who has just asked wants to see the answer; who compares versions wants to stay.
    else if (hasNewEnd(before, conversation)) this.#follower?.follow();
    else if (hasOtherEnd(before, conversation)) this.#follower?.letGo();
  }

  #open(): void {
    const scroller = this.#scroller();
    const content = this.querySelector<HTMLElement>(".turns");
    if (!scroller || !content) return;
    this.#follower?.dispose();
    const { place } = this.panel.memory;
    const startAt = (): number | undefined => place && this.#topOf(place);
    this.#follower = new LatestFollower(scroller, content, startAt, () => this.#moved());
  }

  #moved(): void {
    const follower = this.#follower;
    this.away = follower !== undefined && !follower.following && !follower.atEnd;
  }

  #jump(): void {
    this.#follower?.follow();
    this.panel.memory.place = undefined;
    // The button goes away; the focus stays with what it showed.
    this.#scroller()?.focus();
  }

  /** A place is kept as a distance from a turn: after a reload the turns above it first have estimated heights. */
  #remember(): void {
    const scroller = this.#scroller();
    if (!scroller || !this.#shown || !this.#follower) return;
    const { scrollTop } = scroller;
    const turn = this.#turnElements().find(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > scrollTop);
    const turnId = turn?.dataset["turn"];
    this.panel.memory.place =
      turn && turnId !== undefined && !this.#follower.following
        ? { conversationId: this.#shown.id, turnId, offset: scrollTop - turn.offsetTop }
        : undefined;
  }

  #topOf({ conversationId, turnId, offset }: ReadingPlace): number | undefined {
    const turn = this.#turnElements().find(({ dataset }) => dataset["turn"] === turnId);
    return turn && conversationId === this.#shown?.id ? turn.offsetTop + offset : undefined;
  }

  #scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".scroller");
  }

  #turnElements(): readonly HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".turn")];
  }
}

function hasOtherEnd({ turns: before }: Conversation, { turns: after }: Conversation): boolean {
  return before.at(-1)?.id !== after.at(-1)?.id;
}

function hasNewEnd(before: Conversation, after: Conversation): boolean {
  const last = after.turns.at(-1);
  return last !== undefined && hasOtherEnd(before, after) && !allTurns(before).some(({ id }) => id === last.id);
}

function isTooLong({ answer: { state } }: Turn): boolean {
  return state.type === "failed" && state.failure.code === "context-too-long";
}

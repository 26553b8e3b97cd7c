import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { allTurns, versionsByTurn } from "../../shared/chat/branches.ts";
import type { Conversation } from "../../shared/chat/state.ts";
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
            state?.conversation.turns.length === 0
              ? html`<ask-welcome .panel=${panel} .setup=${state.setup} .opened=${state.opened}></ask-welcome>`
              : this.#turns()
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

  #turns(): TemplateResult | typeof nothing {
    const { conversation } = this.state ?? {};
    if (!conversation) return nothing;
    const { place } = this.panel.memory;
    return html`<ask-turn-list
      .panel=${this.panel}
      .conversationId=${conversation.id}
      .turns=${conversation.turns}
      .versions=${versionsByTurn(conversation)}
      .startAt=${place?.conversationId === conversation.id ? place.turnId : undefined}
    ></ask-turn-list>`;
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
    // An empty conversation is read from its top.
    const startAt = (): number | undefined => (this.#shown?.turns.length === 0 ? 0 : place && this.#topOf(place));
    this.#follower = new LatestFollower(scroller, content, startAt, () => this.#moved());
  }

  #moved(): void {
    const follower = this.#follower;
    const isAway = follower !== undefined && !follower.following && !follower.atEnd;
    this.away = isAway && this.#shown?.turns.length !== 0;
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
    // Following is a scroll each time, and nothing to remember.
    if (this.#follower.following && !this.panel.memory.place) return;
    const top = topOf(scroller);
    const endsBelow = (element: Element): boolean => element.getBoundingClientRect().bottom > top;
    // Inside a part that is out of sight nothing stands where it will.
    const part = [...this.querySelectorAll(".turns-part")].find(endsBelow);
    const turn = part && [...part.querySelectorAll<HTMLElement>(".turn")].find(endsBelow);
    const turnId = turn?.dataset["turn"];
    this.panel.memory.place =
      turn && turnId !== undefined && !this.#follower.following
        ? { conversationId: this.#shown.id, turnId, offset: top - topOf(turn) }
        : undefined;
  }

  #topOf({ conversationId, turnId, offset }: ReadingPlace): number | undefined {
    const turn = [...this.querySelectorAll<HTMLElement>(".turn")].find(({ dataset }) => dataset["turn"] === turnId);
    const scroller = this.#scroller();
    if (!scroller || !turn || conversationId !== this.#shown?.id) return undefined;
    return scroller.scrollTop + topOf(turn) - topOf(scroller) + offset;
  }

  #scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".scroller");
  }
}

function hasOtherEnd({ turns: before }: Conversation, { turns: after }: Conversation): boolean {
  return before.at(-1)?.id !== after.at(-1)?.id;
}

function hasNewEnd(before: Conversation, after: Conversation): boolean {
  const last = after.turns.at(-1);
  return last !== undefined && hasOtherEnd(before, after) && !allTurns(before).some(({ id }) => id === last.id);
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

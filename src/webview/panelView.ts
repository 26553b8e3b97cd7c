import { allTurns } from "../shared/chat/branches.ts";
import { isRunning, type Conversation } from "../shared/chat/state.ts";
import { toAnnouncement } from "./a11y/announcements.ts";
import type { Composer } from "./components/composer.ts";
import type { Transcript } from "./components/transcript.ts";
import type { Panel } from "./panel.ts";
import type { PanelStore } from "./store.ts";

/** Keeps the page's two parts in step with the store: the conversation above, the composer below. */
export class PanelView {
  readonly #panel: Panel;
  readonly #store: PanelStore;
  readonly #transcript: Transcript;
  readonly #composer: Composer;
  #spoken: Conversation | undefined;
  #canDrawTurns = false;

  constructor(parts: {
    readonly panel: Panel;
    readonly store: PanelStore;
    readonly transcript: Transcript;
    readonly composer: Composer;
  }) {
    this.#panel = parts.panel;
    this.#store = parts.store;
    this.#transcript = parts.transcript;
    this.#composer = parts.composer;
    this.#transcript.panel = this.#panel;
    this.#composer.panel = this.#panel;
  }

  /**
   * Draws from now on whatever comes; turns once their elements are defined.
   *
   * @param turnElements resolves when they are
   */
  start(turnElements: Promise<void>): void {
    void this.#drawTurnsAfter(turnElements);
    this.#store.subscribe(() => this.#draw());
    document.addEventListener("keydown", (event) => this.#pressed(event));
    document.addEventListener("visibilitychange", () => this.#keep());
    addEventListener("pagehide", () => this.#keep());
  }

  /** The page may go away. */
  #keep(): void {
    this.#panel.memory.save();
    this.#panel.drafts.flush();
  }

  async #drawTurnsAfter(turnElements: Promise<void>): Promise<void> {
    await turnElements;
    this.#canDrawTurns = true;
    this.#draw();
  }

  #draw(): void {
    const { state } = this.#store;
    if (!state) return;
    const { conversation, attachments, offer, setup } = state;
    const focused = document.activeElement;
    this.#panel.memory.show(conversation.id, conversation.turns.length === 0);
    if (this.#canDrawTurns || conversation.turns.length === 0) this.#transcript.state = state;
    this.#composer.attachments = attachments;
    this.#composer.offer = offer;
    this.#composer.setup = setup;
    this.#composer.running = this.#running;
    this.#composer.conversation = conversation;
    // A frame of its own for this, after each piece of an answer, would be a frame too many.
    if (focused !== document.body) setTimeout(() => this.#keepFocus(focused));
    const sentence = toAnnouncement(this.#spoken, conversation, this.#panel.t);
    this.#spoken = conversation;
    if (sentence !== undefined) this.#panel.announce(sentence);
  }

  /** A button goes away with what it was for. Its focus goes to the composer, unless it is not in the panel at all. */
  #keepFocus(before: Element | null): void {
    const lost = before?.isConnected === false && document.activeElement === document.body;
    if (lost && document.hasFocus()) this.#composer.insert("");
  }

  #pressed(event: KeyboardEvent): void {
    // An input method uses Escape to leave a composition.
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    if (this.#running) this.#panel.host.stop(undefined);
  }

  get #running(): boolean {
    const { state } = this.#store;
    // An answer goes on while another version is looked at.
    return state !== undefined && allTurns(state.conversation).some(({ answer }) => isRunning(answer.state));
  }
}

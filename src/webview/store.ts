import { applyChatEvent, type ChatEvent } from "../shared/chat/events.ts";
import type {
  Opened,
  PanelState,
  RunningChat,
  SelectionOffer,
  Setup,
  WaitingAttachment,
} from "../shared/protocol/panel.ts";

/**
 * What the host last said. The state is `undefined` until the first snapshot; what arrives before it is dropped,
 * because the snapshot contains it. Listeners are called once a frame, however much arrived.
 */
export class PanelStore {
  readonly #nextFrame: (draw: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #state: PanelState | undefined;
  #scheduled = false;

  constructor(nextFrame: (draw: () => void) => void) {
    this.#nextFrame = nextFrame;
  }

  get state(): PanelState | undefined {
    return this.#state;
  }

  /** Returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  replace(state: PanelState): void {
    this.#set(state);
  }

  applyEvents(events: readonly ChatEvent[]): void {
    this.#update((state) => ({ ...state, conversation: events.reduce(applyChatEvent, state.conversation) }));
  }

  setAttachments(attachments: readonly WaitingAttachment[]): void {
    this.#update((state) => ({ ...state, attachments }));
  }

  setOffer(offer: SelectionOffer | undefined): void {
    this.#update((before) => {
      const { offer: _, ...state } = before;
      return { ...state, ...(offer ? { offer } : {}) };
    });
  }

  setSetup(setup: Setup): void {
    this.#update((state) => ({ ...state, setup }));
  }

  setElsewhere(elsewhere: readonly RunningChat[]): void {
    this.#update((state) => ({ ...state, elsewhere }));
  }

  setOpened(opened: Opened): void {
    this.#update((state) => ({ ...state, opened }));
  }

  #update(change: (state: PanelState) => PanelState): void {
    if (this.#state) this.#set(change(this.#state));
  }

  #set(state: PanelState): void {
    this.#state = state;
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#nextFrame(() => {
      this.#scheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

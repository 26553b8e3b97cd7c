import { ReactiveElement, type PropertyValues } from "lit";
import { bulkOf } from "../../shared/chat/bulk.ts";
import type { Versions } from "../../shared/chat/branches.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { Panel } from "../panel.ts";
import { DrawQueue } from "./drawQueue.ts";
import { TurnElement } from "./turn.ts";
import { placeTurns, removeTurn } from "./turnParts.ts";

/**
 * The turns of a conversation. A change of one turn reaches its element alone, however many there are. Those that the
 * reader sees first are drawn at once, the others when they come near or when nothing else is to do.
 */
export class TurnList extends ReactiveElement {
  static override properties = {
    panel: { attribute: false },
    conversationId: { attribute: false },
    turns: { attribute: false },
    versions: { attribute: false },
    startAt: { attribute: false },
  };
  declare panel: Panel;
  declare conversationId: string;
  declare turns: readonly Turn[];
  /** Of the turns that have more than one, by their ids. */
  declare versions: ReadonlyMap<string, Versions>;
  /** The turn at which a reader begins who does not begin at the end. */
  declare startAt: string | undefined;

  readonly #queue = new DrawQueue();
  #shown: readonly Turn[] = [];
  #elements: readonly TurnElement[] = [];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#queue.clear();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues<this>): void {
    super.update(changed);
    if (changed.has("conversationId")) this.#clear();
    if (!hasSameIds(this.turns, this.#shown)) this.#arrange();
    for (const [index, turn] of this.turns.entries()) {
      if (turn !== this.#shown[index]) this.#show(index, turn);
    }
    this.#shown = this.turns;
    if (changed.has("versions")) {
      for (const element of this.#elements) element.versions = this.versions.get(element.turn.id);
    }
  }

  #show(index: number, turn: Turn): void {
    const element = this.#elements[index];
    if (!element) return;
    element.turn = turn;
    element.bulk = isTooLong(turn) ? bulkOf(this.turns, index) : undefined;
  }

  /** Makes the elements follow the turns; an element stays with its turn. */
  #arrange(): void {
    const before = new Map(this.#elements.map((element) => [element.turn.id, element]));
    this.#elements = this.turns.map((turn) => before.get(turn.id) ?? this.#create(turn));
    const kept = new Set(this.#elements);
    for (const element of before.values()) if (!kept.has(element)) removeTurn(element);
    const fresh = this.#elements.filter((element) => !element.isConnected);
    placeTurns(this, this.#elements);
    for (const element of this.#elements) element.latest = element === this.#elements.at(-1);
    // Everything is shown again: a turn may have another place now.
    this.#shown = [];
    // Another version begins where the one was that it takes the place of.
    const start = before.size > 0 ? fresh[0] : this.#elements.find(({ turn }) => turn.id === this.startAt);
    this.#queue.add(fresh, start);
  }

  #create(turn: Turn): TurnElement {
    const element = new TurnElement();
    element.panel = this.panel;
    element.turn = turn;
    element.dataset["turn"] = turn.id;
    return element;
  }

  #clear(): void {
    this.#queue.clear();
    this.replaceChildren();
    this.#shown = [];
    this.#elements = [];
  }
}

function hasSameIds(turns: readonly Turn[], others: readonly Turn[]): boolean {
  return (
    turns.length === others.length &&
    turns.every((turn, index) => turn === others[index] || turn.id === others[index]?.id)
  );
}

function isTooLong({ answer: { state } }: Turn): boolean {
  return state.type === "failed" && state.failure.code === "context-too-long";
}

import { isRecord } from "../shared/protocol/validate.ts";
import type { VsCodeApi } from "./vsCodeApi.ts";

/** Where a reader is in a conversation: `offset` pixels below the upper edge of a turn. */
export type ReadingPlace = { readonly conversationId: string; readonly turnId: string; readonly offset: number };

/**
 * What the panel itself remembers across hiding, reloading and restarting: its conversation, the draft and the reading
 * place. VS Code hands all of it to the host when it restores an editor tab.
 */
export class ViewMemory {
  readonly #api: Pick<VsCodeApi, "getState" | "setState">;
  #conversationId: string | undefined;
  #draft: string;
  #place: ReadingPlace | undefined;

  constructor(api: Pick<VsCodeApi, "getState" | "setState">) {
    const state = api.getState();
    const saved = isRecord(state) ? state : {};
    this.#api = api;
    this.#conversationId = typeof saved["conversationId"] === "string" ? saved["conversationId"] : undefined;
    this.#draft = typeof saved["draft"] === "string" ? saved["draft"] : "";
    this.#place = toPlace(saved["place"]);
  }

  set conversationId(id: string) {
    if (id === this.#conversationId) return;
    this.#conversationId = id;
    this.#save();
  }

  get draft(): string {
    return this.#draft;
  }

  set draft(draft: string) {
    this.#draft = draft;
    this.#save();
  }

  /** Absent while the reader follows the latest answer. */
  get place(): ReadingPlace | undefined {
    return this.#place;
  }

  set place(place: ReadingPlace | undefined) {
    this.#place = place;
    this.#save();
  }

  #save(): void {
    this.#api.setState({ conversationId: this.#conversationId, draft: this.#draft, place: this.#place });
  }
}

function toPlace(value: unknown): ReadingPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { conversationId, turnId, offset } = value;
  return typeof conversationId === "string" && typeof turnId === "string" && typeof offset === "number"
    ? { conversationId, turnId, offset }
    : undefined;
}

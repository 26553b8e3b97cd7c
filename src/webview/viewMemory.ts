import { isRecord } from "../shared/protocol/validate.ts";
import type { VsCodeApi } from "./vsCodeApi.ts";

/** Where a reader is in a conversation: `offset` pixels below the upper edge of a turn. */
export type ReadingPlace = { readonly conversationId: string; readonly turnId: string; readonly offset: number };

/** A question that is being edited: its text, and the ids of the attachments that have been removed. */
export type QuestionDraft = { readonly text: string; readonly removed: readonly string[] };

/**
 * What the panel itself remembers across hiding, reloading and restarting: its conversation, drafts and the reading
 * place. VS Code hands all of it to the host when it restores an editor tab.
 */
export class ViewMemory {
  readonly #api: Pick<VsCodeApi, "getState" | "setState">;
  #conversationId: string | undefined;
  #draft: string;
  #place: ReadingPlace | undefined;
  readonly #edits: Map<string, QuestionDraft>;

  constructor(api: Pick<VsCodeApi, "getState" | "setState">) {
    const state = api.getState();
    const saved = isRecord(state) ? state : {};
    this.#api = api;
    this.#conversationId = typeof saved["conversationId"] === "string" ? saved["conversationId"] : undefined;
    this.#draft = typeof saved["draft"] === "string" ? saved["draft"] : "";
    this.#place = toPlace(saved["place"]);
    this.#edits = toEdits(saved["edits"]);
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

  /** Of the turn whose question is being edited. */
  edit(turnId: string): QuestionDraft | undefined {
    return this.#edits.get(turnId);
  }

  /** Without a draft the question is not edited any more. */
  setEdit(turnId: string, draft: QuestionDraft | undefined): void {
    if (draft) this.#edits.set(turnId, draft);
    else this.#edits.delete(turnId);
    this.#save();
  }

  #save(): void {
    this.#api.setState({
      conversationId: this.#conversationId,
      draft: this.#draft,
      place: this.#place,
      edits: Object.fromEntries(this.#edits),
    });
  }
}

function toPlace(value: unknown): ReadingPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { conversationId, turnId, offset } = value;
  return typeof conversationId === "string" && typeof turnId === "string" && typeof offset === "number"
    ? { conversationId, turnId, offset }
    : undefined;
}

function toEdits(value: unknown): Map<string, QuestionDraft> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([turnId, draft]) => {
      if (!isRecord(draft) || typeof draft["text"] !== "string" || !Array.isArray(draft["removed"])) return [];
      const removed = draft["removed"].filter((id) => typeof id === "string");
      return [[turnId, { text: draft["text"], removed }]];
    }),
  );
}

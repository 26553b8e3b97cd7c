import type { Draft } from "../shared/protocol/panel.ts";
import { isRecord } from "../shared/protocol/validate.ts";
import { RecentMap } from "./recentMap.ts";
import type { VsCodeApi } from "./vsCodeApi.ts";

/** Where a reader is in a conversation: `offset` pixels below the upper edge of a turn. */
export type ReadingPlace = { readonly conversationId: string; readonly turnId: string; readonly offset: number };

/** A question that is being edited: its text, and the ids of the attachments that have been removed. */
export type QuestionDraft = { readonly text: string; readonly removed: readonly string[] };

type Place = Omit<ReadingPlace, "conversationId">;

const MOST_DRAFTS = 30;
const MOST_PLACES = 50;
const MOST_FOLDS = 300;
const MOST_EDITS = 30;
/** How long all drafts together may be, in UTF-16 units. The latest is kept however long it is. */
const LONGEST_DRAFTS = 200_000;
/** Drafts that are together no longer than this are saved at every key; longer ones a little later. */
const SHORT_DRAFTS = 20_000;
const SAVE_DELAY_MS = 400;

/** A conversation without a question has no name that outlives the window, so all of them share a draft. */
const NEW_CHAT = "";

/**
 * What the panel itself remembers across hiding, reloading and restarting: its conversation, and for each of the latest
 * conversations the draft, the reading place, and which sections were folded or unfolded. VS Code hands all of it to the
 * host when it restores an editor tab.
 */
export class ViewMemory {
  readonly #api: Pick<VsCodeApi, "getState" | "setState">;
  readonly #drafts: RecentMap<string>;
  readonly #places: RecentMap<Place>;
  readonly #folds: RecentMap<boolean>;
  readonly #edits: RecentMap<QuestionDraft>;
  #viewId: string;
  #conversationId: string;
  #draftKey: string;
  #draftAt: number;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Pick<VsCodeApi, "getState" | "setState">) {
    const state = api.getState();
    const saved = isRecord(state) ? state : {};
    this.#api = api;
    this.#viewId = isText(saved["viewId"]) ? saved["viewId"] : "";
    this.#draftAt = typeof saved["draftAt"] === "number" ? saved["draftAt"] : 0;
    this.#conversationId = isText(saved["conversationId"]) ? saved["conversationId"] : "";
    this.#draftKey = saved["isNew"] === false ? this.#conversationId : NEW_CHAT;
    this.#drafts = new RecentMap(MOST_DRAFTS, toEntries(saved["drafts"], isText));
    this.#places = new RecentMap(MOST_PLACES, toEntries(saved["places"], isPlace));
    this.#folds = new RecentMap(MOST_FOLDS, toEntries(saved["folds"], isBoolean));
    this.#edits = new RecentMap(MOST_EDITS, toEntries(saved["edits"], isQuestionDraft));
  }

  /** Says what the view is called, by which the host knows it again. */
  nameView(viewId: string): void {
    if (viewId === this.#viewId) return;
    this.#viewId = viewId;
    this.save();
  }

  /**
   * Goes over to the conversation that is shown now. A draft that waited for the first question stays with it.
   *
   * @param isNew whether nothing was asked in it yet
   */
  show(conversationId: string, isNew: boolean): void {
    const key = isNew ? NEW_CHAT : conversationId;
    if (conversationId === this.#conversationId && key === this.#draftKey) return;
    if (conversationId === this.#conversationId && this.#draftKey === NEW_CHAT) {
      this.#drafts.set(key, this.#drafts.get(NEW_CHAT));
      this.#drafts.set(NEW_CHAT, undefined);
    } else this.#forgetOldDrafts();
    this.#conversationId = conversationId;
    this.#draftKey = key;
    this.save();
  }

  get conversationId(): string {
    return this.#conversationId;
  }

  /** Takes over what the host knows to be written later than anything here: VS Code saves what a page remembers late. */
  bringDraft({ text, at }: Draft): void {
    if (at > this.#draftAt) this.draft = text;
  }

  /** When a draft was changed last, in milliseconds since the epoch. */
  get draftAt(): number {
    return this.#draftAt;
  }

  /** What is written and not sent in the conversation that is shown. */
  get draft(): string {
    return this.#drafts.get(this.#draftKey) ?? "";
  }

  set draft(draft: string) {
    this.#drafts.set(this.#draftKey, draft === "" ? undefined : draft);
    this.#draftAt = Date.now();
    const length = this.#drafts.entries.reduce((sum, [, each]) => sum + each.length, 0);
    if (length <= SHORT_DRAFTS) this.save();
    else this.#saving ??= setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  /** Where the reader of the conversation is; absent while the reader follows the latest answer. */
  get place(): ReadingPlace | undefined {
    const place = this.#places.get(this.#conversationId);
    return place && { conversationId: this.#conversationId, ...place };
  }

  set place(place: ReadingPlace | undefined) {
    const { conversationId = this.#conversationId } = place ?? {};
    this.#places.set(conversationId, place && { turnId: place.turnId, offset: place.offset });
    this.save();
  }

  /** Whether a section was left open; undefined where it is as it was at first. */
  isOpen(section: string): boolean | undefined {
    return this.#folds.get(section);
  }

  /** `undefined` where it is as it was at first. */
  setOpen(section: string, open: boolean | undefined): void {
    if (this.#folds.get(section) === open) return;
    this.#folds.set(section, open);
    this.save();
  }

  /** Of the turn whose question is being edited. */
  edit(turnId: string): QuestionDraft | undefined {
    return this.#edits.get(turnId);
  }

  /** Without a draft the question is not edited any more. */
  setEdit(turnId: string, draft: QuestionDraft | undefined): void {
    this.#edits.set(turnId, draft);
    this.save();
  }

  /** Saves now what is to be saved a little later. To be called when the page may go away. */
  save(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    this.#api.setState({
      viewId: this.#viewId,
      draftAt: this.#draftAt,
      conversationId: this.#conversationId || undefined,
      isNew: this.#draftKey === NEW_CHAT,
      drafts: this.#drafts.entries,
      places: this.#places.entries,
      folds: this.#folds.entries,
      edits: this.#edits.entries,
    });
  }

  #forgetOldDrafts(): void {
    let left = LONGEST_DRAFTS;
    for (const [index, [key, draft]] of this.#drafts.entries.toReversed().entries()) {
      left -= draft.length;
      if (left < 0 && index > 0) this.#drafts.set(key, undefined);
    }
  }
}

type Check<T> = (value: unknown) => value is T;

/** What another version wrote in another shape is forgotten. */
function toEntries<V>(value: unknown, is: Check<V>): readonly (readonly [string, V])[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry): entry is [string, V] => Array.isArray(entry) && isText(entry[0]) && is(entry[1]));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isPlace(value: unknown): value is Place {
  return isRecord(value) && isText(value["turnId"]) && typeof value["offset"] === "number";
}

function isQuestionDraft(value: unknown): value is QuestionDraft {
  return isRecord(value) && isText(value["text"]) && Array.isArray(value["removed"]) && value["removed"].every(isText);
}

import type { Conversation, ConversationWorkspace, Turn } from "../../shared/chat/state.ts";

/** Conversations on disk, one file each, that several windows read and write. */
export interface ConversationStore {
  /**
   * Undefined when there is none with this id, or when its file cannot be read. An answer that another window is still
   * receiving is as far as that window kept it; one whose window ended is `interrupted`.
   */
  load(id: string): Promise<Conversation | undefined>;
  /** Whether it is there, or was deleted so lately that the deletion can be undone. */
  has(id: string): Promise<boolean>;
  /** Whether it was written by a newer version, so that this one must not change it. Known once it was loaded. */
  isReadOnly(id: string): boolean;
  /**
   * Replaces the file in one step: a reader sees the old conversation or the new one, never a part. What other windows
   * changed since `since`, an earlier result of `load` or `save`, is merged in. Resolves with what is saved then:
   * `conversation` itself when nobody else had changed it.
   *
   * A conversation that was never asked anything is not saved, and neither is one that was deleted meanwhile, unless
   * it was asked something since.
   */
  save(conversation: Conversation, since?: Conversation): Promise<Conversation>;
  /**
   * Keeps the answer that this window is receiving, apart from the rest of the conversation, and says that the window
   * still does: to be called before the question is saved, and every few seconds until it is saved with its end.
   * Resolves with whether another window asks to stop it.
   */
  keepAnswer(conversationId: string, turn: Turn): Promise<boolean>;
  /** Asks the window that receives an answer to stop it, which it does when it keeps it next. */
  askToStop(conversationId: string, turnId: string): Promise<void>;
  /** The conversation, when it changed since `since`, an earlier result of `load` or `save`; undefined otherwise. */
  changedSince(since: Conversation): Promise<Conversation | undefined>;
  /** Every conversation that can be read, the one that was asked last first. */
  list(): Promise<readonly ConversationSummary[]>;
  /** Calls `found` for each conversation with all the words of `query` in it, the one that was asked last first. */
  search(query: string, signal: AbortSignal, found: (match: ConversationMatch) => void): Promise<void>;
  /** Does nothing when there is none with this id. */
  delete(id: string): Promise<void>;
  /** Undoes a deletion. */
  restore(id: string): Promise<void>;
  /** Makes a deletion final. */
  forget(id: string): Promise<void>;
}

export type ConversationSummary = {
  readonly id: string;
  readonly title: string;
  /** When it was asked last, or its file was changed where that is not known; milliseconds since the epoch. */
  readonly changedAt: number;
  /** On the path that is shown. */
  readonly turns: number;
  readonly pinned?: true;
  readonly workspace?: ConversationWorkspace;
};

export type ConversationMatch = {
  readonly summary: ConversationSummary;
  /** The text around the first place in a question or an answer; empty when only the title matches. */
  readonly excerpt: string;
};

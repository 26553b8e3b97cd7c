import type { Conversation } from "../../shared/chat/state.ts";

/** Conversations on disk, one file each. */
export interface ConversationStore {
  /** Undefined when there is none with this id, or when its file cannot be read. */
  load(id: string): Promise<Conversation | undefined>;
  /** Whether there is a file, which may be one that cannot be read. */
  has(id: string): Promise<boolean>;
  /** Replaces the file in one step: a reader sees the old conversation or the new one, never a part. */
  save(conversation: Conversation): Promise<void>;
  /** Every conversation that can be read, the one that was changed last first. */
  list(): Promise<readonly ConversationSummary[]>;
  /** Does nothing when there is none with this id. */
  delete(id: string): Promise<void>;
}

export type ConversationSummary = {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  readonly turns: number;
};

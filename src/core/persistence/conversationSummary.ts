import { allTurns } from "../../shared/chat/branches.ts";
import type { Conversation } from "../../shared/chat/state.ts";
import type { ConversationSummary } from "../ports/conversationStore.ts";

/** @param fileChangedAt when its file was changed, for conversations that do not say when they were asked */
export function summaryOf(conversation: Conversation, fileChangedAt: number): ConversationSummary {
  const { id, title, turns, pinned, workspace } = conversation;
  const asked = allTurns(conversation).flatMap(({ askedAt }) => askedAt ?? []);
  return {
    id,
    title,
    changedAt: asked.length > 0 ? Math.max(...asked) : fileChangedAt,
    turns: turns.length,
    ...(pinned && { pinned }),
    ...(workspace && { workspace }),
  };
}

/** Whether there is anything in it to list or to keep. */
export function isEmpty({ turns, branches = [] }: Conversation): boolean {
  return turns.length === 0 && branches.length === 0;
}

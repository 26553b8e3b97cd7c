import { allTurns } from "../../shared/chat/branches.ts";
import type { Conversation } from "../../shared/chat/state.ts";
import type { ConversationSummary } from "../ports/conversationStore.ts";

/** @param fileChangedAt when its file was changed, for conversations that do not say when they were asked */
export function summaryOf(conversation: Conversation, fileChangedAt: number): ConversationSummary {
  const { id, title, turns, pinned, workspace } = conversation;
  const asked = allTurns(conversation).flatMap(({ askedAt }) => askedAt ?? []);
  return {
    id,
    title: title.trim() || titleOf(conversation),
    changedAt: asked.length > 0 ? Math.max(...asked) : fileChangedAt,
    turns: turns.length,
    ...(pinned && { pinned }),
    ...(workspace && { workspace }),
  };
}

const TITLE_LENGTH = 60;

/** For conversations that somebody left without a title: the first words that were said. */
function titleOf(conversation: Conversation): string {
  const texts = allTurns(conversation).flatMap(({ question, answer }) => [question.text, answer.text]);
  const first = texts.find((text) => text.trim() !== "") ?? new Date(conversation.createdAt).toISOString();
  return first.trim().replaceAll(/\s+/g, " ").slice(0, TITLE_LENGTH);
}

/** Whether there is anything in it to list or to keep. */
export function isEmpty({ turns, branches = [] }: Conversation): boolean {
  return turns.length === 0 && branches.length === 0;
}

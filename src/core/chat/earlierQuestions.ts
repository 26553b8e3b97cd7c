import { recalledText } from "../../shared/chat/recalledText.ts";
import type { Conversation } from "../../shared/chat/state.ts";
import type { ConversationStore } from "../ports/conversationStore.ts";

/** Few enough to read them while the person waits for a key. */
const MOST_CONVERSATIONS = 8;
const MOST_QUESTIONS = 50;
const LONGEST = 20_000;

/**
 * What was asked lately in the other conversations of the same workspace, newest first, as it can be asked again.
 *
 * @param shown left out: its own questions are known
 */
export async function earlierQuestions(
  store: Pick<ConversationStore, "list" | "load">,
  shown: Conversation,
): Promise<readonly string[]> {
  const summaries = await store.list();
  const others = summaries.filter(({ id }) => id !== shown.id).slice(0, MOST_CONVERSATIONS);
  const conversations = await Promise.all(others.map(({ id }) => store.load(id)));
  return conversations
    .filter((conversation) => conversation !== undefined)
    .filter(({ workspace }) => workspace?.uri === shown.workspace?.uri)
    .flatMap(({ turns }) => turns.toReversed().flatMap(({ question }) => recalledText(question) ?? []))
    .filter((text) => text.length <= LONGEST)
    .slice(0, MOST_QUESTIONS);
}

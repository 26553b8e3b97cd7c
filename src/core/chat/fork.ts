import { isRunning, type Answer, type Conversation, type Turn } from "../../shared/chat/state.ts";

/**
 * The path of a conversation up to a shown turn as a conversation of its own, without its title. What was proposed for
 * files stays with the original, where it can be taken back. Undefined when the turn is not shown.
 */
export function fork(
  conversation: Conversation,
  turnId: string,
  parts: { readonly createId: () => string; readonly now: number },
): Conversation | undefined {
  const { turns, workspace, options } = conversation;
  const index = turns.findIndex(({ id }) => id === turnId);
  if (index < 0) return undefined;
  return {
    id: parts.createId(),
    title: "",
    createdAt: parts.now,
    turns: turns.slice(0, index + 1).map((turn) => copyOf(turn, parts.createId())),
    ...(workspace && { workspace }),
    ...(options && { options }),
  };
}

function copyOf(turn: Turn, id: string): Turn {
  const { files: _, ...rest } = turn;
  return { ...rest, id, answer: settled(turn.answer) };
}

/** What still comes, comes to the original. */
function settled(answer: Answer): Answer {
  const { note: _, ...rest } = answer;
  return isRunning(answer.state) ? { ...rest, state: { type: "interrupted" } } : rest;
}

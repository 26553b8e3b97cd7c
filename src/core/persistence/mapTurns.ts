import type { Conversation, Turn } from "../../shared/chat/state.ts";

/** Changes turns, those that are not shown too. What nobody changes stays the same object. */
export function mapTurns(conversation: Conversation, change: (turn: Turn) => Turn): Conversation {
  const { turns, branches } = conversation;
  const changed = turns.map(change);
  const others = branches?.map((branch) => ({ ...branch, turns: branch.turns.map(change) }));
  const isSame =
    changed.every((turn, index) => turn === turns[index]) &&
    (others ?? []).every((branch, at) => branch.turns.every((turn, index) => turn === branches?.[at]?.turns[index]));
  return isSame ? conversation : { ...conversation, turns: changed, ...(others && { branches: others }) };
}

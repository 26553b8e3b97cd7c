import { allTurns } from "../../shared/chat/branches.ts";
import type { ChatEvent } from "../../shared/chat/events.ts";
import type { Conversation, Turn } from "../../shared/chat/state.ts";
import { mapTurns } from "../persistence/mapTurns.ts";
import { sameValue } from "../persistence/merge/sameValue.ts";

/** What makes one state of a conversation the other: only what was added where answers grew, everything otherwise. */
export function eventsBetween(before: Conversation, after: Conversation): readonly ChatEvent[] {
  if (sameValue(before, after)) return [];
  const turns = new Map(allTurns(before).map((turn) => [turn.id, turn]));
  const grown = allTurns(after).flatMap((turn): readonly ChatEvent[] => {
    const old = turns.get(turn.id);
    if (!old || turn.answer.text.length <= old.answer.text.length || !isGrown(old, turn)) return [];
    return [{ type: "answer-delta", turnId: turn.id, text: turn.answer.text.slice(old.answer.text.length) }];
  });
  const isAll = sameValue(withoutTexts(before, grown), withoutTexts(after, grown));
  return isAll ? grown : [{ type: "conversation-replaced", conversation: after }];
}

function isGrown(old: Turn, turn: Turn): boolean {
  return turn.answer.state.type === "streaming" && turn.answer.text.startsWith(old.answer.text);
}

function withoutTexts(conversation: Conversation, grown: readonly ChatEvent[]): Conversation {
  const ids = new Set(grown.map((event) => "turnId" in event && event.turnId));
  return mapTurns(conversation, (turn) =>
    ids.has(turn.id) ? { ...turn, answer: { ...turn.answer, text: "", state: { type: "streaming" } } } : turn,
  );
}

import type { AnswerState, Conversation, Question, Turn, Usage } from "./state.ts";

/** What can happen to a conversation. The host and the panel apply the same events with the same reducer. */
export type ChatEvent =
  | { readonly type: "turn-started"; readonly turnId: string; readonly question: Question }
  | { readonly type: "renamed"; readonly title: string }
  /** The same question is asked again: its answer starts over. */
  | { readonly type: "turn-restarted"; readonly turnId: string }
  | {
      readonly type: "request-prepared";
      readonly turnId: string;
      readonly model: string;
      readonly omissions: readonly string[];
    }
  | { readonly type: "answer-delta"; readonly turnId: string; readonly text: string }
  | { readonly type: "answer-state"; readonly turnId: string; readonly state: AnswerState }
  | { readonly type: "answer-end"; readonly turnId: string; readonly state: AnswerState; readonly usage?: Usage }
  | { readonly type: "answer-note"; readonly turnId: string; readonly note: string };

const TITLE_LENGTH = 60;

/** Applies one event. An event for an unknown turn changes nothing. */
export function applyChatEvent(conversation: Conversation, event: ChatEvent): Conversation {
  switch (event.type) {
    case "turn-started": {
      const turn: Turn = {
        id: event.turnId,
        question: event.question,
        answer: { text: "", state: { type: "waiting" } },
      };
      return {
        ...conversation,
        title: conversation.title || toTitle(event.question.text),
        turns: [...conversation.turns, turn],
      };
    }
    case "renamed":
      return { ...conversation, title: event.title };
    case "turn-restarted":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: { text: "", state: { type: "waiting" } },
      }));
    case "answer-note":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: { ...turn.answer, note: event.note },
      }));
    case "request-prepared":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: {
          ...turn.answer,
          model: event.model,
          ...(event.omissions.length > 0 ? { omissions: event.omissions } : {}),
        },
      }));
    case "answer-delta":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: { ...turn.answer, text: turn.answer.text + event.text, state: { type: "streaming" } },
      }));
    case "answer-state":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: { ...turn.answer, state: event.state },
      }));
    case "answer-end":
      return updateTurn(conversation, event.turnId, (turn) => ({
        ...turn,
        answer: { ...turn.answer, state: event.state, ...(event.usage ? { usage: event.usage } : {}) },
      }));
  }
}

function updateTurn(conversation: Conversation, turnId: string, update: (turn: Turn) => Turn): Conversation {
  const index = conversation.turns.findIndex((turn) => turn.id === turnId);
  const turn = conversation.turns[index];
  return turn ? { ...conversation, turns: conversation.turns.with(index, update(turn)) } : conversation;
}

function toTitle(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line;
}

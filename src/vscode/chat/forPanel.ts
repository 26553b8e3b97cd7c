import type { ChatEvent } from "../../shared/chat/events.ts";
import type { Conversation, Question, Turn } from "../../shared/chat/state.ts";
import { attachmentTokens } from "../../shared/chat/tokens.ts";
import type { WaitingAttachment } from "../../shared/protocol/panel.ts";

/** A conversation without what only requests need: the texts of attachments, and encrypted reasoning. */
export function conversationForPanel(conversation: Conversation): Conversation {
  const { branches } = conversation;
  return {
    ...conversation,
    turns: conversation.turns.map(turnForPanel),
    ...(branches && { branches: branches.map((branch) => ({ ...branch, turns: branch.turns.map(turnForPanel) })) }),
  };
}

/** An event without the same. The panel's conversation is then as if it had been told by a snapshot. */
export function eventForPanel(event: ChatEvent): ChatEvent {
  switch (event.type) {
    case "conversation-replaced":
      return { ...event, conversation: conversationForPanel(event.conversation) };
    case "turn-started":
      return { ...event, question: questionForPanel(event.question) };
    case "turn-restored":
      return { ...event, turn: turnForPanel(event.turn) };
    case "answer-end": {
      const { carried: _, ...rest } = event;
      return rest;
    }
    default:
      return event;
  }
}

function turnForPanel(turn: Turn): Turn {
  const { carried: _, ...answer } = turn.answer;
  return { ...turn, question: questionForPanel(turn.question), answer };
}

function questionForPanel(question: Question): Question {
  return { ...question, attachments: question.attachments.map(attachmentForPanel) };
}

/** An attachment with the size of its text in place of the text: a file of megabytes costs the panel nothing. */
export function attachmentForPanel(attachment: WaitingAttachment): WaitingAttachment {
  const { surroundings: _, ...shown } = attachment;
  return { ...shown, text: "", tokens: attachmentTokens(attachment) };
}

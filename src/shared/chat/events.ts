import { addUsage } from "./addUsage.ts";
import type { ProposedFile } from "./changedFiles.ts";
import type { Answer, AnswerState, AnswerUsage, CarriedReasoning, Conversation, Question, Turn } from "./state.ts";

/** What can happen to a conversation. The host and the panel apply the same events with the same reducer. */
export type ChatEvent =
  | { readonly type: "turn-started"; readonly turnId: string; readonly question: Question }
  | { readonly type: "renamed"; readonly title: string }
  /** The same question is asked again: its answer starts over. */
  | { readonly type: "turn-restarted"; readonly turnId: string }
  /** The model is asked to go on: what the answer has stays, and more follows it. */
  | { readonly type: "turn-continued"; readonly turnId: string }
  | {
      readonly type: "request-prepared";
      readonly turnId: string;
      readonly model: string;
      readonly omissions: readonly string[];
    }
  | { readonly type: "answer-delta"; readonly turnId: string; readonly text: string }
  | { readonly type: "reasoning-delta"; readonly turnId: string; readonly text: string }
  | { readonly type: "answer-state"; readonly turnId: string; readonly state: AnswerState }
  /** `usage` is that of the requests since the turn was started, restarted or continued. */
  | {
      readonly type: "answer-end";
      readonly turnId: string;
      readonly state: AnswerState;
      readonly usage?: AnswerUsage;
      readonly carried?: CarriedReasoning;
    }
  | { readonly type: "answer-note"; readonly turnId: string; readonly note: string; readonly proposalId?: string }
  /** A proposal of this turn is made, decided on, taken back, or follows its renamed file. */
  | { readonly type: "file-changed"; readonly turnId: string; readonly file: ProposedFile };

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
      return updateAnswer(conversation, event.turnId, () => ({ text: "", state: { type: "waiting" } }));
    case "turn-continued":
      return updateAnswer(conversation, event.turnId, (before) => {
        const { note: _, notedProposal: _proposal, reasoning, ...answer } = before;
        const parted = reasoning === undefined ? {} : { reasoning: `${reasoning}\n\n` };
        return { ...answer, ...parted, state: { type: "waiting" } };
      });
    case "file-changed":
      return updateTurn(conversation, event.turnId, (turn) => ({ ...turn, files: withFile(turn.files, event.file) }));
    case "answer-note":
      return updateAnswer(conversation, event.turnId, (before) => {
        const { notedProposal: _, ...answer } = before;
        const about = event.proposalId === undefined ? {} : { notedProposal: event.proposalId };
        return { ...answer, ...about, note: event.note };
      });
    case "request-prepared":
      return updateAnswer(conversation, event.turnId, (answer) => ({
        ...answer,
        model: event.model,
        ...(event.omissions.length > 0 ? { omissions: event.omissions } : {}),
      }));
    case "reasoning-delta":
      return updateAnswer(conversation, event.turnId, (answer) => ({
        ...answer,
        reasoning: (answer.reasoning ?? "") + event.text,
        state: answer.state.type === "waiting" ? { type: "waiting" } : { type: "streaming" },
      }));
    case "answer-delta":
      return updateAnswer(conversation, event.turnId, (answer) => ({
        ...answer,
        text: answer.text + event.text,
        state: { type: "streaming" },
      }));
    case "answer-state":
      return updateAnswer(conversation, event.turnId, (answer) => ({ ...answer, state: event.state }));
    case "answer-end":
      return updateAnswer(conversation, event.turnId, (answer) => {
        const usage = addUsage(answer.usage, event.usage);
        return {
          ...answer,
          state: event.state,
          ...(usage ? { usage } : {}),
          ...(event.carried ? { carried: event.carried } : {}),
        };
      });
  }
}

function updateAnswer(conversation: Conversation, turnId: string, update: (answer: Answer) => Answer): Conversation {
  return updateTurn(conversation, turnId, (turn) => ({ ...turn, answer: update(turn.answer) }));
}

function updateTurn(conversation: Conversation, turnId: string, update: (turn: Turn) => Turn): Conversation {
  const index = conversation.turns.findIndex((turn) => turn.id === turnId);
  const turn = conversation.turns[index];
  if (!turn) return conversation;
  return { ...conversation, turns: conversation.turns.with(index, update(turn)) };
}

function withFile(files: readonly ProposedFile[] = [], file: ProposedFile): readonly ProposedFile[] {
  const index = files.findIndex(({ id }) => id === file.id);
  return index < 0 ? [...files, file] : files.with(index, file);
}

function toTitle(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line;
}

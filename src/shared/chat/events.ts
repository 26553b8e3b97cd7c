import { addUsage } from "./addUsage.ts";
import type { ProposedFile } from "./changedFiles.ts";
import { deleteTurn, restoreTurn, showBranch, withoutTail, type TurnPlace } from "./branches.ts";
import type {
  Answer,
  AnswerState,
  AnswerUsage,
  CarriedReasoning,
  Conversation,
  ConversationOptions,
  Question,
  Turn,
} from "./state.ts";

/** What can happen to a conversation. The host and the panel apply the same events with the same reducer. */
export type ChatEvent =
  /** Another window changed it. */
  | { readonly type: "conversation-replaced"; readonly conversation: Conversation }
  /**
   * `replaces` is the turn whose place it takes: that turn and those after it become a branch. `at` is now. `model` was
   * picked for this turn alone.
   */
  | {
      readonly type: "turn-started";
      readonly turnId: string;
      readonly question: Question;
      readonly at: number;
      readonly replaces?: string;
      readonly model?: string;
    }
  /** The branch that begins with this turn takes the place of what is shown there, which becomes a branch. */
  | { readonly type: "branch-shown"; readonly turnId: string }
  /** The turn is gone; those after it stay. */
  | { readonly type: "turn-deleted"; readonly turnId: string }
  /** A deleted turn comes back to its place. */
  | ({ readonly type: "turn-restored"; readonly turn: Turn } & TurnPlace)
  | { readonly type: "renamed"; readonly title: string }
  | { readonly type: "pinned"; readonly pinned: boolean }
  | { readonly type: "options-changed"; readonly options: ConversationOptions }
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
  /** `usage` and `durationMs` are those since the turn was started, restarted or continued. */
  | {
      readonly type: "answer-end";
      readonly turnId: string;
      readonly state: AnswerState;
      readonly usage?: AnswerUsage;
      readonly carried?: CarriedReasoning;
      readonly durationMs?: number;
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
        askedAt: event.at,
        ...(event.model === undefined ? {} : { model: event.model }),
        answer: { text: "", state: { type: "waiting" } },
      };
      const kept = event.replaces === undefined ? conversation : withoutTail(conversation, event.replaces);
      return { ...kept, title: kept.title || toTitle(event.question), turns: [...kept.turns, turn] };
    }
    case "conversation-replaced":
      return event.conversation;
    case "branch-shown":
      return showBranch(conversation, event.turnId);
    case "turn-deleted":
      return deleteTurn(conversation, event.turnId);
    case "turn-restored":
      return restoreTurn(conversation, event.turn, event);
    case "renamed":
      return { ...conversation, title: event.title };
    case "pinned": {
      const { pinned: _, ...rest } = conversation;
      return event.pinned ? { ...rest, pinned: true } : rest;
    }
    case "options-changed":
      return { ...conversation, options: event.options };
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
          ...(event.durationMs === undefined ? {} : { durationMs: (answer.durationMs ?? 0) + event.durationMs }),
        };
      });
  }
}

function updateAnswer(conversation: Conversation, turnId: string, update: (answer: Answer) => Answer): Conversation {
  return updateTurn(conversation, turnId, (turn) => ({ ...turn, answer: update(turn.answer) }));
}

/** Turns that are not shown change too: an answer may still be coming, a proposal be decided on. */
function updateTurn(conversation: Conversation, turnId: string, update: (turn: Turn) => Turn): Conversation {
  const turns = withUpdated(conversation.turns, turnId, update);
  if (turns) return { ...conversation, turns };
  const { branches = [] } = conversation;
  for (const [index, branch] of branches.entries()) {
    const updated = withUpdated(branch.turns, turnId, update);
    if (updated) return { ...conversation, branches: branches.with(index, { ...branch, turns: updated }) };
  }
  return conversation;
}

function withUpdated(
  turns: readonly Turn[],
  turnId: string,
  update: (turn: Turn) => Turn,
): readonly Turn[] | undefined {
  const index = turns.findIndex(({ id }) => id === turnId);
  const turn = turns[index];
  return turn && turns.with(index, update(turn));
}

function withFile(files: readonly ProposedFile[] = [], file: ProposedFile): readonly ProposedFile[] {
  const index = files.findIndex(({ id }) => id === file.id);
  return index < 0 ? [...files, file] : files.with(index, file);
}

function toTitle({ text, task, instruction, attachments }: Question): string {
  // A command's name alone would be the title of many conversations.
  const isCommand = task !== "ask" && (instruction === undefined || !text.endsWith(instruction));
  const about = isCommand ? attachments[0]?.label : undefined;
  const line = (about === undefined ? text : `${text}: ${about}`).trim().replace(/\s+/g, " ");
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH - 1)}…` : line;
}

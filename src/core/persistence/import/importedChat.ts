import type { Answer, Question } from "../../../shared/chat/state.ts";

/** A chat as it was read from a file, before it becomes a conversation of ours. */
export type ImportedChat = {
  /** Empty where the file has none. */
  readonly title: string;
  readonly turns: readonly ImportedTurn[];
};

export type ImportedTurn = {
  readonly askedAt?: number;
  readonly question: Question;
  readonly answer: Answer;
};

/** Who says something: `question` for the person, `answer` for the model. */
export type Message = {
  readonly from: "question" | "answer";
  readonly text: string;
  readonly at?: number;
  readonly model?: string;
};

/** Messages as turns. What one side says in several messages is one; an answer without a question gets an empty one. */
export function toTurns(messages: readonly Message[]): readonly ImportedTurn[] {
  const turns: ImportedTurn[] = [];
  for (const { from, text, at, model } of messages) {
    const last = turns.at(-1);
    if (from === "question" && last?.answer.text === "") {
      turns.splice(-1, 1, { ...last, question: { ...last.question, text: `${last.question.text}\n\n${text}` } });
    } else if (from === "question" || !last) {
      const question: Question = { text: from === "question" ? text : "", task: "ask", attachments: [] };
      turns.push({ ...(at !== undefined && { askedAt: at }), question, answer: unanswered });
    }
    if (from === "answer") turns.splice(-1, 1, withAnswer(turns.at(-1), text, model));
  }
  return turns;
}

const unanswered: Answer = { text: "", state: { type: "interrupted" } };

function withAnswer(turn: ImportedTurn | undefined, text: string, model: string | undefined): ImportedTurn {
  const { question, answer, ...rest } = turn ?? {
    question: { text: "", task: "ask", attachments: [] },
    answer: unanswered,
  };
  const whole = answer.text === "" ? text : `${answer.text}\n\n${text}`;
  return {
    ...rest,
    question,
    answer: { text: whole, state: { type: "complete" }, ...(model !== undefined && { model }) },
  };
}

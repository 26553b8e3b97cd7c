import type { Turn } from "./state.ts";

/** What makes a question long, so that something can be left out. */
export type Bulk = {
  readonly largest: "question" | "attachment" | "history";
  /** Names the largest attachment; empty when another part is larger. */
  readonly label: string;
  /** Whether earlier turns are sent along. */
  readonly hasHistory: boolean;
};

/** Of the turn at `index`, with which the turns before it are sent along. Undefined when there is none. */
export function bulkOf(turns: readonly Turn[], index: number): Bulk | undefined {
  const question = turns[index]?.question;
  if (!question) return undefined;
  const attachment = question.attachments.toSorted((a, b) => b.text.length - a.text.length)[0];
  const attached = attachment?.text.length ?? 0;
  const history = turns.slice(0, index).reduce((sum, turn) => sum + lengthOf(turn), 0);
  const hasHistory = index > 0;
  if (history > Math.max(attached, question.text.length)) return { largest: "history", label: "", hasHistory };
  return attachment && attached > question.text.length
    ? { largest: "attachment", label: attachment.label, hasHistory }
    : { largest: "question", label: "", hasHistory };
}

function lengthOf({ question, answer }: Turn): number {
  return question.attachments.reduce((sum, { text }) => sum + text.length, question.text.length + answer.text.length);
}

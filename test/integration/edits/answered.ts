import type { Attachment, Turn } from "../../../src/shared/chat/state.ts";

/** A turn whose question was about this code, or none, and whose answer is this. */
export function answered(text: string, attachments: readonly Attachment[] = []): Turn {
  return {
    id: "turn-1",
    question: { text: "How?", task: "ask", attachments },
    answer: { text, state: { type: "complete" } },
  };
}

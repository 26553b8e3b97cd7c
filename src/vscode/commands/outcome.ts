import type { TurnResult } from "../../core/chat/chat.ts";
import type { AnswerState } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

/** What a command that talks to the model resolves with. Never carries a key. */
export type Outcome = {
  readonly outcome: "answered" | "proposed" | "applied" | "stopped" | "refused" | "failed" | "cancelled";
  readonly conversationId?: string;
  readonly text?: string;
  readonly reviewId?: string;
  /** Why it was refused, for the person. */
  readonly reason?: string;
};

export const cancelled: Outcome = { outcome: "cancelled" };

/** Nothing comes of a command. Whoever ran it tells the person why. */
export function refuse(reason: string): Outcome {
  return { outcome: "refused", reason };
}

export function toOutcome({ conversationId, answer }: TurnResult): Outcome {
  return { outcome: toName(answer.state), conversationId, text: answer.text };
}

function toName(state: AnswerState): Outcome["outcome"] {
  switch (state.type) {
    case "complete":
    case "length":
      return "answered";
    case "stopped":
      return "stopped";
    case "filtered":
      return "refused";
    case "waiting":
    case "streaming":
    case "interrupted":
    case "failed":
      return "failed";
  }
}

/** The text argument `name` of a command's first argument, such as `{ prompt }`. */
export function textArgument(argument: unknown, name: string): string | undefined {
  const value = isRecord(argument) ? argument[name] : undefined;
  return typeof value === "string" ? value : undefined;
}

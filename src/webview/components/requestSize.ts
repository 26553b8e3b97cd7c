import type { Attachment, Turn } from "../../shared/chat/state.ts";
import { attachmentTokens, estimateTokens } from "../../shared/chat/tokens.ts";

/** From this share of the context on, the size is worth a word. */
const WORTH_SAYING = 0.5;

/** Turns do not change, but for the one that is being answered. */
const sizes = new WeakMap<Turn, number>();

export type RequestSize = { readonly tokens: number; readonly contextTokens: number };

/** About how much would be sent now; undefined while it is small, or the model's context is not known. */
export function requestSize(parts: {
  readonly draft: string;
  readonly attachments: readonly Attachment[];
  readonly turns: readonly Turn[];
  readonly contextTokens: number | undefined;
}): RequestSize | undefined {
  const { draft, attachments, turns, contextTokens } = parts;
  if (contextTokens === undefined) return undefined;
  const tokens = estimateTokens(draft) + sum(attachments.map(attachmentTokens)) + sum(turns.map(turnTokens));
  return tokens > contextTokens * WORTH_SAYING ? { tokens, contextTokens } : undefined;
}

/** What has no answer is not sent again. */
function turnTokens(turn: Turn): number {
  const { question, answer } = turn;
  if (answer.text.trim() === "") return 0;
  const known = sizes.get(turn);
  if (known !== undefined) return known;
  const attached = sum(question.attachments.map(attachmentTokens));
  const tokens = estimateTokens(question.text) + attached + estimateTokens(answer.text);
  sizes.set(turn, tokens);
  return tokens;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import { allTurns } from "../../shared/chat/branches.ts";
import type { Conversation } from "../../shared/chat/state.ts";

/** Characters shown before and after what was found. */
const [BEFORE, AFTER] = [30, 120];

/** The words of a query, in lower case; what stands in double quotes is one. */
export function searchWords(query: string): readonly string[] {
  const words = Array.from(query.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g), ([word, quoted]) => quoted ?? word);
  return [...new Set(words)];
}

export function holdsWords(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/**
 * Whether the text of a conversation's file may have all the words in it. Says no only when it certainly has not, so
 * that most files need not be read as a whole: JSON writes words of letters and digits as they are.
 */
export function mayHoldWords(file: string, words: readonly string[]): boolean {
  const plain = words.flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? []);
  return holdsWords(file, plain);
}

/**
 * The text around the first of the words in what was asked and answered; empty when the words are in the title alone.
 * Undefined when not all words are in the conversation.
 */
export function findWords(conversation: Conversation, words: readonly string[]): string | undefined {
  const texts = allTurns(conversation).flatMap(({ question, answer }) => [
    question.text,
    question.instruction ?? "",
    ...question.attachments.flatMap(({ label, path, text }) => [label, path, text]),
    answer.text,
  ]);
  if (!holdsWords([conversation.title, ...texts].join("\n"), words)) return undefined;
  const best =
    texts.find((text) => holdsWords(text, words)) ??
    texts.find((text) => words.some((word) => holdsWords(text, [word])));
  return best === undefined ? "" : excerpt(best, words);
}

function excerpt(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0);
  const at = Math.min(...places);
  const start = Math.max(0, at - BEFORE);
  const end = Math.min(text.length, at + AFTER);
  const part = text.slice(start, end).replace(/\s+/g, " ").trim();
  return `${start > 0 ? "…" : ""}${part}${end < text.length ? "…" : ""}`;
}

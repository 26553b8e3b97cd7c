import { allTurns } from "../../shared/chat/branches.ts";
import { isRunning, type Conversation, type Turn } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import { isConversation } from "./isConversation.ts";
import { mapTurns } from "./mapTurns.ts";
import { parseJson } from "./parseJson.ts";

/**
 * Version of the file's shape.
 *
 * 1: the file is the only place of an answer.
 * 2: an answer that is on its way is kept in a file of its own, and the turn says only that it runs.
 */
export const conversationSchema = 2;

/** What the text of a conversation's file is. */
export type ParsedConversation =
  /** `schema` is the version that it was written in, at most ours; the conversation is of ours. */
  | { readonly type: "conversation"; readonly conversation: Conversation; readonly schema: number }
  /** Written by a newer version; the conversation is there when it has the shape that we know. */
  | { readonly type: "newer"; readonly conversation?: Conversation }
  | { readonly type: "broken" };

/** A conversation as the text of its file: JSON, readable without the extension. */
export function formatConversation(conversation: Conversation): string {
  return `${JSON.stringify({ schema: conversationSchema, conversation }, undefined, 1)}\n`;
}

export function parseConversation(text: string): ParsedConversation {
  const file = parseJson(text);
  if (!isRecord(file)) return { type: "broken" };
  const { schema, conversation } = file;
  if (typeof schema !== "number" || !Number.isInteger(schema) || schema < 1) return { type: "broken" };
  const known = isConversation(conversation) ? conversation : undefined;
  if (schema > conversationSchema) return { type: "newer", ...(known && { conversation: known }) };
  if (!known) return { type: "broken" };
  return { type: "conversation", conversation: schema < 2 ? settled(known) : known, schema };
}

/** With every answer that was on its way marked as interrupted. */
export function settled(conversation: Conversation): Conversation {
  if (!allTurns(conversation).some(({ answer }) => isRunning(answer.state))) return conversation;
  return mapTurns(conversation, interrupted);
}

function interrupted(turn: Turn): Turn {
  return isRunning(turn.answer.state) ? { ...turn, answer: { ...turn.answer, state: { type: "interrupted" } } } : turn;
}

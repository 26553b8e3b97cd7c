import { isRunning, type Answer, type Conversation, type Turn } from "../../shared/chat/state.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

/** Version of the file's shape. A file of another version is not read by this one. */
export const conversationSchema = 1;

/** A conversation as the text of its file: JSON, readable without the extension. */
export function formatConversation(conversation: Conversation): string {
  return `${JSON.stringify({ schema: conversationSchema, conversation }, undefined, 1)}\n`;
}

/**
 * Reads a conversation's file. An answer that was still on its way when the file was written comes back as
 * `interrupted`. Undefined when the text is not a whole file of this version.
 */
export function parseConversation(text: string): Conversation | undefined {
  const file = parseJson(text);
  if (!isRecord(file) || file["schema"] !== conversationSchema || !isConversation(file["conversation"]))
    return undefined;
  const conversation = file["conversation"];
  return { ...conversation, turns: conversation.turns.map(settle) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function settle(turn: Turn): Turn {
  return isRunning(turn.answer.state) ? { ...turn, answer: { ...turn.answer, state: { type: "interrupted" } } } : turn;
}

function isConversation(value: unknown): value is Conversation {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["title"] === "string" &&
    typeof value["createdAt"] === "number" &&
    Array.isArray(value["turns"]) &&
    value["turns"].every(isTurn)
  );
}

function isTurn(value: unknown): value is Turn {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    isQuestion(value["question"]) &&
    isAnswer(value["answer"]) &&
    // Files of older versions have none.
    (value["files"] === undefined || (Array.isArray(value["files"]) && value["files"].every(isProposedFile)))
  );
}

const proposedFileTexts = ["id", "proposalId", "uri", "path", "kind"];
const proposedFileCounts = ["added", "removed", "open", "accepted", "rejected"];

function isProposedFile(value: unknown): boolean {
  return (
    isRecord(value) &&
    proposedFileTexts.every((name) => typeof value[name] === "string") &&
    proposedFileCounts.every((name) => typeof value[name] === "number")
  );
}

function isQuestion(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["text"] === "string" &&
    typeof value["task"] === "string" &&
    Array.isArray(value["attachments"])
  );
}

function isAnswer(value: unknown): value is Answer {
  return (
    isRecord(value) &&
    typeof value["text"] === "string" &&
    isRecord(value["state"]) &&
    typeof value["state"]["type"] === "string"
  );
}

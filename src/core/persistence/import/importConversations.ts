import { applyChatEvent } from "../../../shared/chat/events.ts";
import type { Conversation, Turn } from "../../../shared/chat/state.ts";
import { parseConversation, settled } from "../conversationFile.ts";
import { isEmpty } from "../conversationSummary.ts";
import { parseMarkdown } from "../markdown/parseMarkdown.ts";
import { parseJson } from "../parseJson.ts";
import type { ImportedChat } from "./importedChat.ts";
import { importForeignMarkdown } from "./importForeignMarkdown.ts";
import { importMessages } from "./importMessages.ts";

export type Imported =
  | { readonly type: "conversations"; readonly conversations: readonly Omit<Conversation, "id">[] }
  /** A newer version of this extension wrote it. */
  | { readonly type: "newer" }
  /** There is no chat in it. */
  | { readonly type: "unknown" };

/** What a new conversation gets. */
export type NewConversation = {
  /** The file's, without its extension: for a chat that has no title. */
  readonly name: string;
  readonly now: number;
  readonly createId: () => string;
};

/** Reads chats from the text of a file: our JSON or Markdown, or that of other programs. */
export function importConversations(text: string, fresh: NewConversation): Imported {
  const json = parseJson(text);
  if (json === undefined) return found([parseMarkdown(text) ?? importForeignMarkdown(text)], fresh);
  const ours = parseConversation(text);
  if (ours.type === "newer") return { type: "newer" };
  if (ours.type !== "conversation") return found(importMessages(json), fresh);
  if (isEmpty(ours.conversation)) return { type: "unknown" };
  const { id: _, pinned: __, ...conversation } = settled(ours.conversation);
  return { type: "conversations", conversations: [conversation] };
}

function found(chats: readonly ImportedChat[], fresh: NewConversation): Imported {
  const conversations = chats.filter(({ turns }) => turns.length > 0).map((chat) => toConversation(chat, fresh));
  return conversations.length > 0 ? { type: "conversations", conversations } : { type: "unknown" };
}

function toConversation(
  { title, turns }: ImportedChat,
  { name, now, createId }: NewConversation,
): Omit<Conversation, "id"> {
  const taken = turns.map(({ question, ...turn }): Turn => {
    const attachments = question.attachments.map((attachment) => ({ ...attachment, id: createId() }));
    return { askedAt: now, ...turn, id: createId(), question: { ...question, attachments } };
  });
  const empty: Conversation = { id: "", title: title.trim(), createdAt: taken[0]?.askedAt ?? now, turns: [] };
  const [first] = taken;
  const titled = first
    ? applyChatEvent(empty, { type: "turn-started", turnId: first.id, question: first.question, at: now })
    : empty;
  return { title: titled.title || name, createdAt: empty.createdAt, turns: taken };
}

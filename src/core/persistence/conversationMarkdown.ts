import type { Conversation, Turn } from "../../shared/chat/state.ts";
import { attachmentText } from "../prompts/attachmentText.ts";

/** A conversation to read elsewhere: questions with what was attached, and answers. */
export function conversationMarkdown({ title, turns }: Conversation): string {
  return [`# ${title}`, ...turns.map(turnMarkdown)].join("\n\n") + "\n";
}

function turnMarkdown({ question, answer }: Turn): string {
  const heading = answer.model === undefined ? "## ChatGPT" : `## ChatGPT (${answer.model})`;
  const parts = ["## You", question.text, ...question.attachments.map(attachmentText), heading, answer.text.trimEnd()];
  if (answer.state.type !== "complete") parts.push(`*${answer.state.type}*`);
  return parts.filter((part) => part !== "").join("\n\n");
}

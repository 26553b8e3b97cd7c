import type { AnswerUsage } from "../../shared/chat/state.ts";
import type { ModelMessage, ModelRequest } from "../ports/model.ts";

/** About so many UTF-16 units of English or of code make a token. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * What a request and its answer took, where the server did not count. Images cannot be estimated and are left out.
 * @param received how many characters the model wrote, reasoning included
 */
export function estimateUsage(request: ModelRequest, received: number): AnswerUsage {
  const { instructions, messages, tools = [] } = request;
  const sent =
    instructions.length +
    messages.reduce((sum, message) => sum + lengthOf(message), 0) +
    (tools.length > 0 ? JSON.stringify(tools).length : 0);
  return { input: toTokens(sent), ...(received > 0 ? { output: toTokens(received) } : {}), estimated: true };
}

function lengthOf(message: ModelMessage): number {
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return message.text.length + (calls.length > 0 ? JSON.stringify(calls).length : 0);
}

function toTokens(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN);
}

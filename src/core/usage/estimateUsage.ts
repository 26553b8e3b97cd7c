import type { AnswerUsage } from "../../shared/chat/state.ts";
import { estimateTokens } from "../../shared/chat/tokens.ts";
import type { ModelMessage, ModelRequest } from "../ports/model.ts";

/** About so many UTF-16 units of an answer make a token. */
const CHARACTERS_PER_TOKEN = 4;

/**
 * What a request and its answer took, where the server did not count. Images cannot be estimated and are left out.
 * @param received how many characters the model wrote, reasoning included
 */
export function estimateUsage(request: ModelRequest, received: number): AnswerUsage {
  const { instructions, messages, tools = [] } = request;
  const sent = [instructions, ...messages.flatMap(textsOf), ...(tools.length > 0 ? [JSON.stringify(tools)] : [])];
  return {
    input: estimateTokens(sent.join("")),
    ...(received > 0 ? { output: Math.ceil(received / CHARACTERS_PER_TOKEN) } : {}),
    estimated: true,
  };
}

function textsOf(message: ModelMessage): readonly string[] {
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return [message.text, ...(calls.length > 0 ? [JSON.stringify(calls)] : [])];
}

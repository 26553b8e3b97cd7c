import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { ModelEvent } from "../../core/ports/model.ts";
import type { Usage } from "../../shared/chat/state.ts";
import type { Loose } from "./loose.ts";
import { toUsage } from "./usage.ts";

type EndReason = (ModelEvent & { readonly type: "end" })["reason"];

/**
 * Reads the stream of `POST /chat/completions`. The usage comes, if it does, in a chunk of its own after the one
 * with the `finish_reason`, so the `end` waits for the end of the stream. When no `finish_reason` came, there is
 * no `end`.
 */
export async function* toChatModelEvents(chunks: AsyncIterable<unknown>): AsyncGenerator<ModelEvent> {
  let reason: EndReason | undefined;
  let usage: Usage | undefined;
  try {
    for await (const received of chunks) {
      const chunk = received as Loose<ChatCompletionChunk>;
      const choice = chunk?.choices?.[0];
      // A refusal is the answer: the person reads why.
      const text = choice?.delta?.content ?? choice?.delta?.refusal;
      if (typeof text === "string" && text) yield { type: "text-delta", text };
      reason = toEndReason(choice?.finish_reason) ?? reason;
      usage = readUsage(chunk?.usage) ?? usage;
    }
  } catch (error) {
    // Only the usage can be missing now: the answer is whole.
    if (reason === undefined) throw error;
  }
  if (reason !== undefined) yield { type: "end", reason, ...(usage && { usage }) };
}

/** Some servers send an empty reason with every chunk, and some have reasons of their own for a whole answer. */
function toEndReason(reason: unknown): EndReason | undefined {
  if (typeof reason !== "string" || reason === "") return undefined;
  switch (reason) {
    case "length":
      return "length";
    case "content_filter":
      return "filtered";
    default:
      return "complete";
  }
}

function readUsage(usage: Loose<CompletionUsage>): Usage | undefined {
  return toUsage({
    input: usage?.prompt_tokens,
    cachedInput: usage?.prompt_tokens_details?.cached_tokens,
    output: usage?.completion_tokens,
    reasoning: usage?.completion_tokens_details?.reasoning_tokens,
  });
}

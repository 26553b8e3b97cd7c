import type { CompletionUsage } from "openai/resources/completions";
import type { ResponseUsage } from "openai/resources/responses/responses";
import type { Usage } from "../../../shared/chat/state.ts";
import type { Loose } from "./loose.ts";

/** The usage of `/chat/completions` and `/completions`. */
export function toCompletionUsage(usage: Loose<CompletionUsage>): Usage | undefined {
  // Nearly every event has none.
  if (!usage) return undefined;
  return keepCounts({
    input: usage.prompt_tokens,
    cachedInput: usage.prompt_tokens_details?.cached_tokens,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens,
  });
}

/** The usage of `/responses`. */
export function toResponsesUsage(usage: Loose<ResponseUsage>): Usage | undefined {
  if (!usage) return undefined;
  return keepCounts({
    input: usage.input_tokens,
    cachedInput: usage.input_tokens_details?.cached_tokens,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details?.reasoning_tokens,
  });
}

/** Undefined when there is none. */
function keepCounts(counts: { readonly [Name in keyof Usage]-?: unknown }): Usage | undefined {
  const known = Object.entries(counts).filter(([, count]) => Number.isFinite(count) && Number(count) >= 0);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

import type { EndReason } from "./api.ts";

/**
 * Some servers send an empty reason with every chunk, and some have reasons of their own for a whole answer. Undefined
 * is that the model has not said that it is done.
 */
export function toEndReason(reason: unknown): EndReason | undefined {
  if (typeof reason !== "string" || reason === "") return undefined;
  switch (reason) {
    case "length":
    case "max_tokens":
    case "model_length":
      return "length";
    case "content_filter":
      return "filtered";
    case "tool_calls":
    case "function_call":
      return "tool-calls";
    // Of vLLM, OpenRouter and DeepSeek: something else has ended the answer.
    case "abort":
    case "cancelled":
    case "error":
    case "insufficient_system_resource":
      return undefined;
    default:
      return "complete";
  }
}

/** Of two reasons, the one that tells more: a second `stop` does not make a cut answer whole. */
export function worse(known: EndReason | undefined, next: EndReason | undefined): EndReason | undefined {
  return known === undefined || known === "complete" ? (next ?? known) : known;
}

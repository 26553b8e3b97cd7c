import { APIError } from "openai";
import type { Response, ResponseStreamEvent, ResponseUsage } from "openai/resources/responses/responses";
import type { ModelEvent } from "../../core/ports/model.ts";
import type { Usage } from "../../shared/chat/state.ts";
import type { Loose } from "./loose.ts";
import { toUsage } from "./usage.ts";

type LastType = "response.completed" | "response.incomplete" | "response.failed";

/**
 * Reads the stream of `POST /responses`. Ends after the event that finishes the response, with an `end`; when
 * none comes, without one. A response that fails throws the SDK's `APIError`, as an `error` event does.
 */
export async function* toResponsesModelEvents(events: AsyncIterable<unknown>): AsyncGenerator<ModelEvent> {
  for await (const received of events) {
    const event = received as Loose<ResponseStreamEvent>;
    switch (event?.type) {
      // A refusal is the answer: the person reads why.
      case "response.output_text.delta":
      case "response.refusal.delta":
        if (typeof event.delta === "string" && event.delta) yield { type: "text-delta", text: event.delta };
        break;
      case "response.completed":
      case "response.incomplete":
      case "response.failed":
        yield toEnd(event.type, event.response);
        return;
      case "error":
        // The SDK throws this one itself when the event is named by an `event:` line.
        throw toApiError(event);
      default:
      // Fifty other kinds, and those to come, say nothing that is shown yet.
    }
  }
}

/** Servers that imitate the API say with the response's status what OpenAI says with the event's name too. */
function toEnd(type: LastType, response: Loose<Response>): ModelEvent {
  if (type === "response.failed" || response?.status === "failed") throw toApiError(response?.error);
  const usage = readUsage(response?.usage);
  if (type === "response.completed" && response?.status !== "incomplete") {
    return { type: "end", reason: "complete", ...usage };
  }
  // Whatever else may end it early, the text goes on where it stopped: that is what `length` offers.
  const filtered = response?.incomplete_details?.reason === "content_filter";
  return { type: "end", reason: filtered ? "filtered" : "length", ...usage };
}

function toApiError(error: Loose<object>): APIError {
  return new APIError(undefined, error ?? {}, undefined, undefined);
}

function readUsage(usage: Loose<ResponseUsage>): { readonly usage?: Usage } {
  const counts = toUsage({
    input: usage?.input_tokens,
    cachedInput: usage?.input_tokens_details?.cached_tokens,
    output: usage?.output_tokens,
    reasoning: usage?.output_tokens_details?.reasoning_tokens,
  });
  return counts ? { usage: counts } : {};
}

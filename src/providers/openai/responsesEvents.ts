import { APIError } from "openai";
import type { ResponseStreamEvent, ResponseUsage } from "openai/resources/responses/responses";
import type { ModelEvent } from "../../core/ports/model.ts";
import type { Usage } from "../../shared/chat/state.ts";
import type { Loose } from "./loose.ts";
import { toUsage } from "./usage.ts";

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
        yield { type: "end", reason: "complete", ...readUsage(event.response?.usage) };
        return;
      case "response.incomplete": {
        // Whatever else may end it early, the text goes on where it stopped: that is what `length` offers.
        const filtered = event.response?.incomplete_details?.reason === "content_filter";
        yield { type: "end", reason: filtered ? "filtered" : "length", ...readUsage(event.response?.usage) };
        return;
      }
      case "response.failed":
        throw toApiError(event.response?.error);
      case "error":
        // The SDK throws this one itself when the event is named by an `event:` line.
        throw toApiError(event);
      default:
      // Fifty other kinds, and those to come, say nothing that is shown yet.
    }
  }
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

import type { OpenAI } from "openai";
import type { ModelEvent, ModelRequest } from "../../core/ports/model.ts";
import type { Connection } from "../../core/settings/connection.ts";
import { toChatModelEvents } from "./chatEvents.ts";
import { toChatRequest } from "./chatRequest.ts";
import { toResponsesModelEvents } from "./responsesEvents.ts";
import { toResponsesRequest } from "./responsesRequest.ts";

/** One of the ways to ask a model: how the request is sent, and how its stream reads. */
export type Api = {
  /** Appended to the base URL, as the SDK does. */
  readonly path: string;
  /** Resolves with the answer once its headers are there, whatever its body is. */
  send(client: OpenAI, request: ModelRequest, signal: AbortSignal): Promise<Response>;
  /** Yields at most one `end`, as the last event; none when the stream is cut off. */
  toModelEvents(events: AsyncIterable<unknown>): AsyncIterable<ModelEvent>;
};

export function apiOf({ api, endpoint }: Connection): Api {
  switch (api) {
    case "responses":
      return {
        path: "/responses",
        send: (client, request, signal) =>
          client.responses.create(toResponsesRequest(request), { signal }).asResponse(),
        toModelEvents: toResponsesModelEvents,
      };
    case "chat":
      return {
        path: "/chat/completions",
        send: (client, request, signal) =>
          client.chat.completions.create(toChatRequest(request, endpoint.isOpenAi), { signal }).asResponse(),
        toModelEvents: toChatModelEvents,
      };
  }
}

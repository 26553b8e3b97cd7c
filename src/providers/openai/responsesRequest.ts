import type { ResponseCreateParamsStreaming } from "openai/resources/responses/responses";
import type { ModelRequest } from "../../core/ports/model.ts";

/**
 * The smallest body for `POST /responses`. `store: false`, because the server keeps what it is asked for thirty
 * days otherwise. The API has no `stop`.
 */
export function toResponsesRequest(request: ModelRequest): ResponseCreateParamsStreaming {
  const { temperature, topP, maxOutputTokens, reasoningEffort, verbosity, serviceTier } = request.parameters;
  const body = {
    model: request.model,
    input: request.messages.map(({ role, text }) => ({ role, content: text })),
    stream: true,
    store: false,
    ...(request.instructions && { instructions: request.instructions }),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxOutputTokens !== undefined && { max_output_tokens: maxOutputTokens }),
    ...(reasoningEffort !== undefined && { reasoning: { effort: reasoningEffort } }),
    ...(verbosity !== undefined && { text: { verbosity } }),
    ...(serviceTier !== undefined && { service_tier: serviceTier }),
  };
  // The SDK lists the efforts, verbosities and tiers of its day; the server knows which it takes.
  return body as ResponseCreateParamsStreaming;
}

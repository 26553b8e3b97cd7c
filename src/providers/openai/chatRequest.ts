import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import type { ModelRequest } from "../../core/ports/model.ts";

/**
 * The smallest body for `POST /chat/completions`. The instructions go out as `system`, which OpenAI takes for
 * `developer`, and which is all that many other servers know.
 *
 * `isOpenAi` chooses the name of the output limit: OpenAI's current models refuse `max_tokens`, other servers
 * often know nothing else.
 */
export function toChatRequest(request: ModelRequest, isOpenAi: boolean): ChatCompletionCreateParamsStreaming {
  const { temperature, topP, maxOutputTokens, stop, reasoningEffort, verbosity, serviceTier } = request.parameters;
  const body = {
    model: request.model,
    messages: [
      ...(request.instructions ? [{ role: "system", content: request.instructions }] : []),
      ...request.messages.map(({ role, text }) => ({ role, content: text })),
    ],
    stream: true,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(maxOutputTokens !== undefined && { [isOpenAi ? "max_completion_tokens" : "max_tokens"]: maxOutputTokens }),
    ...(stop !== undefined && stop.length > 0 && { stop }),
    ...(reasoningEffort !== undefined && { reasoning_effort: reasoningEffort }),
    ...(verbosity !== undefined && { verbosity }),
    ...(serviceTier !== undefined && { service_tier: serviceTier }),
  };
  // The SDK lists the efforts, verbosities and tiers of its day; the server knows which it takes.
  return body as ChatCompletionCreateParamsStreaming;
}

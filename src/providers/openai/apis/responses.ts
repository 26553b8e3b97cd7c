import type { Response, ResponseOutputItem, ResponseStreamEvent } from "openai/resources/responses/responses";
import type { ModelEvent, ModelMessage, ModelRequest } from "../../../core/ports/model.ts";
import { isRecord } from "../../../shared/protocol/validate.ts";
import { describeImages, withInstructions, type Plan } from "../plan.ts";
import { parseJson } from "../body.ts";
import { ServerError } from "../serverError.ts";
import type { AnswerReader, Api, Body } from "./api.ts";
import { items, textOf, type Loose } from "./loose.ts";
import { ToolCalls } from "./toolCalls.ts";
import { toResponsesUsage } from "./usage.ts";

/** `POST /responses`: OpenAI's own, the only one for some models, and for reasoning models with tools. */
export const responsesApi: Api = {
  name: "responses",
  path: "/responses",
  toBody,
  createReader: () => new ResponsesReader(),
};

/**
 * `store: false`, because the server keeps what it is asked for thirty days otherwise. Then it must give reasoning
 * along, encrypted, where a later request can go on with it. The API has no `stop` and no `n`.
 */
function toBody(request: ModelRequest, plan: Plan): Body {
  const { temperature, topP, maxOutputTokens, reasoningEffort, verbosity, serviceTier } = request.parameters;
  const { instructions, messages } = withInstructions(request, plan);
  const tools = plan.tools ? (request.tools ?? []) : [];
  const reasons = tools.length > 0 || reasoningEffort !== undefined;
  return {
    model: request.model,
    input: messages.flatMap((message) => toInput(message, plan)),
    stream: plan.streaming,
    ...plan.keep({
      store: false,
      instructions: instructions || undefined,
      temperature,
      top_p: topP,
      max_output_tokens: maxOutputTokens,
      reasoning: reasoningEffort === undefined ? undefined : { effort: reasoningEffort },
      text: verbosity === undefined ? undefined : { verbosity },
      service_tier: serviceTier,
      include: reasons ? ["reasoning.encrypted_content"] : undefined,
    }),
    ...(tools.length > 0
      ? {
          tools: tools.map(({ name, description, schema }) => ({
            type: "function",
            name,
            description,
            parameters: schema,
            strict: false,
          })),
        }
      : {}),
  };
}

function toInput(message: ModelMessage, plan: Plan): readonly unknown[] {
  switch (message.role) {
    case "user":
      return [{ role: "user", content: plan.images ? withImages(message) : describeImages(message) }];
    case "assistant":
      return [
        ...(message.reasoning ?? []).flatMap(parseReasoning),
        ...(message.text ? [{ role: "assistant", content: message.text }] : []),
        ...(message.toolCalls ?? []).map(({ id, name, input }) => ({
          type: "function_call",
          call_id: id,
          name,
          arguments: JSON.stringify(input),
        })),
      ];
    case "tool":
      return [{ type: "function_call_output", call_id: message.callId, output: message.text }];
  }
}

function withImages({ text, images }: ModelMessage & { readonly role: "user" }): unknown {
  if (!images?.length) return text;
  return [
    { type: "input_text", text },
    ...images.map(({ mediaType, base64 }) => ({
      type: "input_image",
      detail: "auto",
      image_url: `data:${mediaType};base64,${base64}`,
    })),
  ];
}

class ResponsesReader implements AnswerReader {
  readonly #calls = new ToolCalls();
  #hasText = false;
  #end: ModelEvent | undefined;

  get isWhole(): boolean {
    return this.#end !== undefined;
  }

  get isDone(): boolean {
    return this.isWhole;
  }

  read(payload: unknown): readonly ModelEvent[] {
    const event = payload as Loose<ResponseStreamEvent>;
    switch (event?.type) {
      case "response.output_text.delta":
        return this.#said("text-delta", event.delta);
      case "response.refusal.delta":
        return this.#said("refusal-delta", event.delta);
      case "response.reasoning_summary_text.delta":
        return this.#said("reasoning-delta", event.delta);
      case "response.output_item.done":
        return this.#done(event.item);
      case "response.completed":
      case "response.incomplete":
      case "response.failed":
        return this.#finish(event.type, event.response);
      case "error":
        throw new ServerError({ body: event });
      default:
        // Fifty other kinds, and those to come, say nothing that is not said by these.
        return [];
    }
  }

  readWhole(body: unknown): readonly ModelEvent[] | undefined {
    const response = body as Loose<Response>;
    if (!Array.isArray(response?.output)) return undefined;
    const events = items(response?.output).flatMap((item) => this.#done(item));
    return [...events, ...this.#finish("response.completed", response)];
  }

  end(): readonly ModelEvent[] | undefined {
    return this.#end && [...this.#calls.events(), this.#end];
  }

  #said(type: "text-delta" | "refusal-delta" | "reasoning-delta", delta: unknown): readonly ModelEvent[] {
    const text = textOf(delta);
    if (text === undefined) return [];
    this.#hasText ||= type !== "reasoning-delta";
    return [{ type, text }];
  }

  #done(item: Loose<ResponseOutputItem>): readonly ModelEvent[] {
    switch (item?.type) {
      case "function_call":
        this.#calls.add({ id: textOf(item.call_id), name: textOf(item.name), input: item.arguments });
        return [];
      case "reasoning":
        return textOf(item.encrypted_content) === undefined
          ? []
          : [{ type: "reasoning", encrypted: JSON.stringify(toCarriedItem(item)) }];
      case "message":
        // Servers that do not stream the text still send it whole at the end.
        return this.#hasText ? [] : items(item.content).flatMap((part) => this.#part(part));
      default:
        return [];
    }
  }

  #part(
    part: Loose<{ readonly type: string; readonly text: string; readonly refusal: string }>,
  ): readonly ModelEvent[] {
    return part?.type === "refusal" ? this.#said("refusal-delta", part.refusal) : this.#said("text-delta", part?.text);
  }

  /** Servers that imitate the API say with the response's status what OpenAI says with the event's name too. */
  #finish(
    type: "response.completed" | "response.incomplete" | "response.failed",
    response: Loose<Response>,
  ): readonly ModelEvent[] {
    if (type === "response.failed" || response?.status === "failed") {
      throw new ServerError({ body: { error: response?.error ?? {} } });
    }
    const rest = this.#hasText ? [] : items(response?.output).flatMap((item) => this.#rest(item));
    this.#end = { type: "end", reason: this.#reason(type, response), ...this.#usage(response) };
    return rest;
  }

  #rest(item: Loose<ResponseOutputItem>): readonly ModelEvent[] {
    return item?.type === "message" ? this.#done(item) : [];
  }

  #reason(type: string, response: Loose<Response>): "complete" | "length" | "filtered" | "tool-calls" {
    if (type === "response.completed" && response?.status !== "incomplete") {
      return this.#calls.empty ? "complete" : "tool-calls";
    }
    // Whatever else may end it early, the text goes on where it stopped: that is what `length` offers.
    return response?.incomplete_details?.reason === "content_filter" ? "filtered" : "length";
  }

  #usage(response: Loose<Response>): object {
    const usage = toResponsesUsage(response?.usage);
    return usage ? { usage } : {};
  }
}

/** What the API wants back of a reasoning item. */
function toCarriedItem(item: Loose<ResponseOutputItem & { readonly type: "reasoning" }>): object {
  return { type: "reasoning", id: item?.id, summary: items(item?.summary), encrypted_content: item?.encrypted_content };
}

/** What was kept may have been damaged since: the model can do without. */
function parseReasoning(encrypted: string): readonly unknown[] {
  const item = parseJson(encrypted);
  return isRecord(item) ? [item] : [];
}

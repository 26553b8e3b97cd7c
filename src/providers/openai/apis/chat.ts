import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions";
import type { ModelEvent, ModelMessage, ModelRequest } from "../../../core/ports/model.ts";
import type { Usage } from "../../../shared/chat/state.ts";
import { describeImages, withInstructions, type Plan } from "../plan.ts";
import type { AnswerReader, Api, Body, EndReason } from "./api.ts";
import { toEndReason, worse } from "./endReason.ts";
import { items, textOf, type Loose } from "./loose.ts";
import { ToolCalls } from "./toolCalls.ts";
import { toCompletionUsage } from "./usage.ts";

/** `POST /chat/completions`: what every compatible server speaks. */
export const chatApi: Api = {
  name: "chat",
  path: "/chat/completions",
  toBody,
  createReader: () => new ChatReader(),
};

/** The instructions go out as `system`, which OpenAI takes for `developer`, and which is all that many servers know. */
function toBody(request: ModelRequest, plan: Plan): Body {
  const { temperature, topP, maxOutputTokens, n, stop, reasoningEffort, verbosity, serviceTier } = request.parameters;
  const { instructions, messages } = withInstructions(request, plan);
  return {
    model: request.model,
    messages: [
      ...(instructions ? [{ role: "system", content: instructions }] : []),
      ...messages.map((message) => toChatMessage(message, plan)),
    ],
    stream: plan.streaming,
    ...plan.keep({
      temperature,
      top_p: topP,
      [plan.maxTokensName]: maxOutputTokens,
      n,
      stop: stop?.length ? stop : undefined,
      reasoning_effort: reasoningEffort,
      verbosity,
      service_tier: serviceTier,
    }),
    ...(plan.tools && request.tools?.length
      ? {
          tools: request.tools.map(({ name, description, schema }) => ({
            type: "function",
            function: { name, description, parameters: schema },
          })),
        }
      : {}),
  };
}

function toChatMessage(message: ModelMessage, plan: Plan): Body {
  switch (message.role) {
    case "user":
      return { role: "user", content: plan.images ? withImages(message) : describeImages(message) };
    case "assistant":
      return {
        role: "assistant",
        content: message.text,
        ...(message.toolCalls?.length
          ? {
              tool_calls: message.toolCalls.map(({ id, name, input }) => ({
                id,
                type: "function",
                function: { name, arguments: JSON.stringify(input) },
              })),
            }
          : {}),
      };
    case "tool":
      return { role: "tool", tool_call_id: message.callId, content: message.text };
  }
}

function withImages({ text, images }: ModelMessage & { readonly role: "user" }): unknown {
  if (!images?.length) return text;
  return [
    { type: "text", text },
    ...images.map(({ mediaType, base64 }) => ({
      type: "image_url",
      image_url: { url: `data:${mediaType};base64,${base64}` },
    })),
  ];
}

/**
 * The usage comes, if it does, in a chunk of its own after the one with the `finish_reason`, so the end is the end of
 * the stream. `delta` and, in an answer of one piece, `message` are read alike.
 */
class ChatReader implements AnswerReader {
  /** The usage comes after the reason to end. */
  readonly isDone = false;
  readonly #calls = new ToolCalls();
  #reason: EndReason | undefined;
  #usage: Usage | undefined;

  get isWhole(): boolean {
    return this.#reason !== undefined;
  }

  read(payload: unknown): readonly ModelEvent[] {
    const chunk = payload as Loose<ChatCompletionChunk>;
    this.#usage = toCompletionUsage(chunk?.usage) ?? this.#usage;
    const events: ModelEvent[] = [];
    for (const choice of items(chunk?.choices)) this.#readChoice(choice, events);
    return events;
  }

  readWhole(body: unknown): readonly ModelEvent[] | undefined {
    if (items((body as Loose<ChatCompletion>)?.choices).length === 0) return undefined;
    const events = this.read(body);
    // Who answers in one piece is done, whether it says so or not.
    this.#reason ??= "complete";
    return events;
  }

  end(): readonly ModelEvent[] | undefined {
    if (this.#reason === undefined) return undefined;
    const calls = this.#calls.events();
    const reason = calls.length > 0 && this.#reason === "complete" ? "tool-calls" : this.#reason;
    return [...calls, { type: "end", reason, ...(this.#usage && { usage: this.#usage }) }];
  }

  #readChoice(choice: Choice, events: ModelEvent[]): void {
    const said = choice?.delta ?? choice?.message;
    const index = choice?.index;
    const text = textOf(said?.content) ?? partsOf(said?.content);
    if (typeof index === "number" && index > 0) {
      if (text !== undefined) events.push({ type: "text-delta", text, choice: index });
      return;
    }
    this.#reason = worse(this.#reason, toEndReason(choice?.finish_reason));
    for (const call of items(said?.tool_calls)) {
      this.#calls.add({
        id: textOf(call?.id),
        index: typeof call?.index === "number" ? call.index : undefined,
        name: textOf(call?.function?.name),
        input: call?.function?.arguments,
      });
    }
    const reasoning = textOf(said?.reasoning_content) ?? textOf(said?.reasoning);
    if (reasoning !== undefined) events.push({ type: "reasoning-delta", text: reasoning });
    if (text !== undefined) events.push({ type: "text-delta", text });
    const refusal = textOf(said?.refusal);
    if (refusal !== undefined) events.push({ type: "refusal-delta", text: refusal });
  }
}

type Choice = Loose<{
  readonly index: number;
  readonly finish_reason: string;
  readonly delta: Said;
  readonly message: Said;
}>;

/** `reasoning_content` and `reasoning` are of servers other than OpenAI's. */
type Said = {
  readonly content: string;
  readonly refusal: string;
  readonly reasoning_content: string;
  readonly reasoning: string;
  readonly tool_calls: readonly {
    readonly id: string;
    readonly index: number;
    readonly function: { readonly name: string; readonly arguments: unknown };
  }[];
};

/** Some servers send the text as a list of parts. */
function partsOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return undefined;
  return textOf(content.map((part: Loose<{ readonly text: string }>) => textOf(part?.text) ?? "").join(""));
}

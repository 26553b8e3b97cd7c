import OpenAI from "openai";
import type { ModelEvent } from "../../src/core/ports/model.ts";
import type { ApiName } from "../../src/shared/failures.ts";
import type { Usage } from "../../src/shared/chat/state.ts";
import { KEY } from "./openaiWorld.ts";

/** What an answer says, whoever read it. */
export type Answer = {
  readonly text: string;
  readonly refusal: string;
  /** The texts of the other answers, when more than one was asked for. */
  readonly others: readonly string[];
  readonly calls: readonly { readonly id: string; readonly name: string; readonly input: unknown }[];
  readonly reason: "complete" | "length" | "tool-calls" | undefined;
  readonly usage: Usage | undefined;
};

type Call = { id: string; name: string; json: string };
type Collected = {
  texts: string[];
  refusal: string;
  calls: Call[];
  reason: string | undefined;
  usage: Usage | undefined;
};

const QUESTION = { model: "gpt-test", input: "Hi" };

/** The same answer, read by OpenAI's own SDK. It sends what we do not look at, and retries nothing. */
export async function askSdk(api: ApiName, baseURL: string, streaming: boolean): Promise<Answer> {
  const client = new OpenAI({ apiKey: KEY, baseURL, maxRetries: 0, logLevel: "off" });
  const collected: Collected = { texts: [], refusal: "", calls: [], reason: undefined, usage: undefined };
  await readers[api](client, collected, streaming);
  return toAnswer(collected);
}

/** What our client's events say. */
export function answerOf(events: readonly ModelEvent[]): Answer {
  const texts: string[] = [];
  for (const event of events) if (event.type === "text-delta") add(texts, event.choice ?? 0, event.text);
  const end = events.at(-1);
  const reason = end?.type === "end" ? end.reason : undefined;
  return {
    text: texts[0] ?? "",
    others: texts.slice(1),
    refusal: events.map((event) => (event.type === "refusal-delta" ? event.text : "")).join(""),
    calls: events.flatMap((event) => (event.type === "tool-call" ? [event.call] : [])),
    reason: reason === "complete" || reason === "length" || reason === "tool-calls" ? reason : undefined,
    usage: end?.type === "end" ? end.usage : undefined,
  };
}

const readers: Readonly<Record<ApiName, (client: OpenAI, into: Collected, streaming: boolean) => Promise<void>>> = {
  chat: async (client, into, streaming) => {
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: QUESTION.input }];
    const body = { model: QUESTION.model, messages };
    if (!streaming) {
      const { choices, usage } = await client.chat.completions.create(body);
      for (const { index, message, finish_reason } of choices) {
        add(into.texts, index, message.content);
        into.refusal += message.refusal ?? "";
        into.reason = index === 0 ? finish_reason : into.reason;
        for (const call of message.tool_calls ?? []) {
          if (call.type === "function") {
            into.calls.push({ id: call.id, name: call.function.name, json: call.function.arguments });
          }
        }
      }
      into.usage = completionUsage(usage);
      return;
    }
    for await (const { choices, usage } of await client.chat.completions.create({ ...body, stream: true })) {
      for (const { index, delta, finish_reason } of choices) {
        add(into.texts, index, delta.content);
        into.refusal += delta.refusal ?? "";
        if (index === 0) into.reason = finish_reason ?? into.reason;
        for (const piece of delta.tool_calls ?? []) {
          const call = (into.calls[piece.index] ??= { id: "", name: "", json: "" });
          call.id += piece.id ?? "";
          call.name += piece.function?.name ?? "";
          call.json += piece.function?.arguments ?? "";
        }
      }
      into.usage = completionUsage(usage ?? undefined) ?? into.usage;
    }
  },

  completions: async (client, into, streaming) => {
    const body = { model: QUESTION.model, prompt: QUESTION.input };
    const answers = streaming
      ? await client.completions.create({ ...body, stream: true })
      : [await client.completions.create(body)];
    for await (const { choices, usage } of answers) {
      for (const { index, text, finish_reason } of choices) {
        add(into.texts, index, text);
        into.reason = (finish_reason as string | null) ?? into.reason;
      }
      into.usage = completionUsage(usage) ?? into.usage;
    }
  },

  responses: async (client, into, streaming) => {
    const finish = ({ status, output, usage }: OpenAI.Responses.Response): void => {
      into.reason = status === "completed" ? "stop" : status === "incomplete" ? "length" : undefined;
      if (usage) into.usage = { input: usage.input_tokens, output: usage.output_tokens };
      if (!streaming) for (const item of output) readItem(item);
    };
    const readItem = (item: OpenAI.Responses.ResponseOutputItem): void => {
      if (item.type === "function_call") into.calls.push({ id: item.call_id, name: item.name, json: item.arguments });
      if (item.type !== "message" || streaming) return;
      for (const part of item.content) {
        if (part.type === "output_text") add(into.texts, 0, part.text);
        else into.refusal += part.refusal;
      }
    };
    if (!streaming) return finish(await client.responses.create(QUESTION));
    for await (const event of await client.responses.create({ ...QUESTION, stream: true })) {
      if (event.type === "response.output_text.delta") add(into.texts, 0, event.delta);
      if (event.type === "response.refusal.delta") into.refusal += event.delta;
      if (event.type === "response.output_item.done") readItem(event.item);
      if (event.type === "response.completed" || event.type === "response.incomplete") finish(event.response);
    }
  },
};

function add(texts: string[], index: number, text: string | null | undefined): void {
  texts[index] = (texts[index] ?? "") + (text ?? "");
}

function completionUsage(usage: OpenAI.CompletionUsage | undefined): Usage | undefined {
  return usage && { input: usage.prompt_tokens, output: usage.completion_tokens };
}

function toAnswer({ texts, refusal, calls, reason, usage }: Collected): Answer {
  const ended = reason === "length" ? "length" : reason === undefined ? undefined : "complete";
  return {
    text: texts[0] ?? "",
    others: texts.slice(1),
    refusal,
    calls: calls.map(({ id, name, json }) => ({ id, name, input: JSON.parse(json) as unknown })),
    reason: ended === "complete" && calls.length > 0 ? "tool-calls" : ended,
    usage,
  };
}

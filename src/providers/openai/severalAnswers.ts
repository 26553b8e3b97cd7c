import type { ModelEvent, ModelRequest } from "../../core/ports/model.ts";
import { addUsage } from "../../shared/chat/addUsage.ts";
import type { Usage } from "../../shared/chat/state.ts";

export type Asking = {
  /** For the first answer. */
  readonly ask: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>;
  /** For another one, at the same time. */
  readonly askMore: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>;
  /** Whether the endpoint is known to refuse or to ignore `n`. */
  readonly refusesN: boolean;
  /** Called when the endpoint gave one answer though it was asked for more. */
  readonly onIgnored: () => Promise<void>;
};

/**
 * The answers to a request that wants several: the first as it comes, the others at the end. Where `n` does not bring
 * them, they are requests of their own, at the same time. An other one that fails, or is cut off, is left out.
 */
export async function* severalAnswers(
  request: ModelRequest,
  signal: AbortSignal,
  { ask, askMore: askOther, refusesN, onIgnored }: Asking,
): AsyncGenerator<ModelEvent> {
  const { n = 1 } = request.parameters;
  const single = withoutN(request);
  const over = new AbortController();
  const othersSignal = AbortSignal.any([signal, over.signal]);
  const askMore = (count: number): readonly Promise<WholeAnswer>[] =>
    Array.from({ length: count }, () => wholeAnswer(askOther(single, othersSignal)));
  const choices = new Set<number>();
  try {
    let others = refusesN ? askMore(n - 1) : [];
    for await (const event of ask(refusesN ? single : request, signal)) {
      if (event.type === "text-delta" && event.choice !== undefined) choices.add(event.choice);
      if (event.type !== "end" || event.reason !== "complete") {
        yield event;
        continue;
      }
      if (!refusesN && choices.size === 0) await onIgnored();
      if (!refusesN) others = askMore(n - 1 - choices.size);
      let { usage } = event;
      for (const [index, other] of (await Promise.all(others)).entries()) {
        usage = addUsage(usage, other.usage);
        if (other.text !== undefined) yield { type: "text-delta", text: other.text, choice: choices.size + 1 + index };
      }
      yield { ...event, ...(usage ? { usage } : {}) };
    }
  } finally {
    over.abort();
  }
}

/** The same request for one answer. */
export function withoutN(request: ModelRequest): ModelRequest {
  const { n: _, ...parameters } = request.parameters;
  return { ...request, parameters };
}

type WholeAnswer = { readonly text: string | undefined; readonly usage: Usage | undefined };

async function wholeAnswer(events: AsyncIterable<ModelEvent>): Promise<WholeAnswer> {
  let text = "";
  let usage: Usage | undefined;
  let isWhole = false;
  for await (const event of events) {
    if (event.type === "text-delta" && event.choice === undefined) text += event.text;
    if (event.type === "end") {
      usage = event.usage;
      isWhole = event.reason === "complete";
    }
  }
  return { text: isWhole ? text : undefined, usage };
}

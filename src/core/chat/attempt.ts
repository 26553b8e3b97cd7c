import type { ChatEvent } from "../../shared/chat/events.ts";
import type { AnswerState, AnswerUsage } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelClient, ModelEnd, ModelRequest } from "../ports/model.ts";
import type { Refusal } from "../ports/refusals.ts";
import type { RequestWatcher } from "../ports/sentRequest.ts";
import { estimateUsage } from "../usage/estimateUsage.ts";
import { Seam } from "./seam.ts";
import { SlowNotice } from "./slowNotice.ts";

/** One request of a turn. */
export type AttemptRun = {
  readonly turnId: string;
  readonly request: ModelRequest;
  readonly client: ModelClient;
  /** The text that the answer has already, when the model is asked to go on with it; else empty. */
  readonly soFar: string;
  readonly clock: Clock;
  /** The person's Stop. */
  readonly signal: AbortSignal;
  readonly emit: (event: ChatEvent) => void;
  /** Receives how an attempt failed, for the log. */
  readonly onFailure: (end: ModelEnd & { readonly reason: "failed" }) => void;
  /** Receives what the endpoint refused and was asked again without, for the log. */
  readonly onAdapted: (refusal: Refusal) => void;
  readonly watcher?: RequestWatcher;
};

export type Attempt = {
  readonly state: AnswerState;
  /** Whether the person has seen something of it. */
  readonly shown: boolean;
  /** The other answers, when more than one was asked for. */
  readonly alternatives: readonly string[];
  /** Encrypted, in the order in which it came. */
  readonly reasoning: readonly string[];
  /** Absent when nothing was used, as far as is known. */
  readonly usage?: AnswerUsage;
};

/** How much of the model's thoughts is shown and kept, in UTF-16 units. */
const LONGEST_REASONING = 50_000;

/** Asks the model once and shows what it says. Throws nothing. */
export async function runAttempt(run: AttemptRun): Promise<Attempt> {
  const { turnId, request, client, soFar, clock, signal, emit, onFailure, onAdapted } = run;
  const seam = new Seam(soFar);
  const reasoning: string[] = [];
  const others = new Map<number, string>();
  let received = 0;
  let thought = 0;
  let written = false;
  const over = new AbortController();
  const slow = new SlowNotice(
    clock,
    () => emit({ type: "answer-state", turnId, state: slowState(written) }),
    AbortSignal.any([over.signal, signal]),
  );
  const write = (text: string): void => {
    if (text === "") return;
    written = true;
    emit({ type: "answer-delta", turnId, text });
  };
  const ended = (end: ModelEnd): Attempt => {
    write(seam.end());
    if (end.reason === "failed") onFailure(end);
    const usage = usageOf(end, request, received);
    const shown = written || thought > 0;
    return { state: toState(end), shown, alternatives: [...others.values()], reasoning, ...(usage ? { usage } : {}) };
  };

  try {
    for await (const event of client.stream(request, signal, run.watcher)) {
      switch (event.type) {
        case "text-delta":
          received += event.text.length;
          slow.heard();
          // A conversation has one answer.
          if (event.choice !== undefined) {
            others.set(event.choice, (others.get(event.choice) ?? "") + event.text);
            break;
          }
          write(seam.push(event.text));
          break;
        case "refusal-delta":
          received += event.text.length;
          slow.heard();
          write(seam.end() + event.text);
          break;
        case "reasoning-delta": {
          received += event.text.length;
          slow.heard();
          const text = event.text.slice(0, LONGEST_REASONING - thought);
          thought += text.length;
          if (text !== "") emit({ type: "reasoning-delta", turnId, text });
          break;
        }
        case "reasoning":
          slow.heard();
          reasoning.push(event.encrypted);
          break;
        case "adapted":
          onAdapted(event.refusal);
          break;
        case "tool-call":
          // None is offered to the model.
          break;
        case "end":
          return ended(event);
      }
    }
    return ended({ type: "end", reason: "failed", failure: { code: "cut-off" } });
  } finally {
    over.abort();
  }
}

function slowState(written: boolean): AnswerState {
  return { type: written ? "streaming" : "waiting", note: { type: "slow" } };
}

function toState(end: ModelEnd): AnswerState {
  switch (end.reason) {
    case "failed":
      return { type: "failed", failure: end.failure };
    case "tool-calls":
      return { type: "complete" };
    case "complete":
    case "length":
    case "filtered":
    case "stopped":
      return { type: end.reason };
  }
}

/** What the server counted, else an estimate when the model is known to have worked. All zeros is no count. */
function usageOf(end: ModelEnd, request: ModelRequest, received: number): AnswerUsage | undefined {
  if ((end.usage?.input ?? 0) + (end.usage?.output ?? 0) > 0) return end.usage;
  const worked = received > 0 || (end.reason !== "failed" && end.reason !== "stopped");
  return worked ? estimateUsage(request, received) : undefined;
}

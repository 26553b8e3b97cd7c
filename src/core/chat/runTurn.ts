import type { ChatEvent } from "../../shared/chat/events.ts";
import type { AnswerState, Usage } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelClient, ModelEnd, ModelRequest } from "../ports/model.ts";
import type { Refusal } from "../ports/refusals.ts";
import { retryDelay } from "./retry.ts";

export type TurnRun = {
  readonly turnId: string;
  readonly request: ModelRequest;
  readonly client: ModelClient;
  readonly maxRetries: number;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** The person's Stop. */
  readonly signal: AbortSignal;
  readonly emit: (event: ChatEvent) => void;
  /** Receives how an attempt failed, for the log. */
  readonly onFailure: (end: ModelEnd & { readonly reason: "failed" }) => void;
  /** Receives what the endpoint refused and was asked again without, for the log. */
  readonly onAdapted: (refusal: Refusal) => void;
};

/** After this long without a first character the person is told that the model is still awaited. */
const SLOW_AFTER = 15_000;

/**
 * Asks the model once, and again after failures that may pass, as long as nothing has been shown.
 * Always emits exactly one `answer-end`, also when stopped; never throws.
 */
export async function runTurn(run: TurnRun): Promise<AnswerState> {
  for (let attempt = 1; ; attempt++) {
    const result = await runAttempt(run);
    if (result.state.type !== "failed" || result.hasText || attempt > run.maxRetries) return finish(run, result);
    const { failure } = result.state;
    const delayMs = retryDelay(failure, attempt, run.random());
    if (delayMs === undefined) return finish(run, result);
    run.emit({
      type: "answer-state",
      turnId: run.turnId,
      state: { type: "waiting", note: { type: "retrying", attempt, delayMs, failure } },
    });
    if (!(await waited(run, delayMs))) return finish(run, { state: { type: "stopped" }, hasText: false });
    run.emit({ type: "answer-state", turnId: run.turnId, state: { type: "waiting" } });
  }
}

type Attempt = { readonly state: AnswerState; readonly hasText: boolean; readonly usage?: Usage };

async function runAttempt(run: TurnRun): Promise<Attempt> {
  let hasText = false;
  const settled = new AbortController();
  void tellWhenSlow(run, settled.signal);
  try {
    for await (const event of run.client.stream(run.request, run.signal)) {
      switch (event.type) {
        case "text-delta":
        case "refusal-delta":
          if ("choice" in event) break;
          settled.abort();
          hasText = true;
          run.emit({ type: "answer-delta", turnId: run.turnId, text: event.text });
          break;
        case "adapted":
          run.onAdapted(event.refusal);
          break;
        case "end":
          if (event.reason === "failed") run.onFailure(event);
          return { state: toState(event), hasText, ...(event.usage ? { usage: event.usage } : {}) };
        default:
        // Neither reasoning nor tool calls are asked for yet.
      }
    }
    return { state: { type: "failed", failure: { code: "cut-off" } }, hasText };
  } finally {
    settled.abort();
  }
}

function toState(end: ModelEnd): AnswerState {
  switch (end.reason) {
    case "failed":
      return { type: "failed", failure: end.failure };
    case "tool-calls":
      return { type: "complete" };
    default:
      return { type: end.reason };
  }
}

async function tellWhenSlow(run: TurnRun, settled: AbortSignal): Promise<void> {
  const over = AbortSignal.any([settled, run.signal]);
  try {
    await run.clock.sleep(SLOW_AFTER, over);
    run.emit({ type: "answer-state", turnId: run.turnId, state: { type: "waiting", note: { type: "slow" } } });
  } catch (error) {
    // The answer began, or the person stopped: there is nothing to tell.
    if (!over.aborted) throw error;
  }
}

async function waited(run: TurnRun, ms: number): Promise<boolean> {
  try {
    await run.clock.sleep(ms, run.signal);
    return true;
  } catch (error) {
    if (run.signal.aborted) return false;
    throw error;
  }
}

function finish({ emit, turnId }: TurnRun, { state, usage }: Attempt): AnswerState {
  emit({ type: "answer-end", turnId, state, ...(usage ? { usage } : {}) });
  return state;
}

import type { AnswerState, AnswerUsage, CarriedReasoning } from "../../shared/chat/state.ts";
import { addUsage } from "../../shared/chat/addUsage.ts";
import type { ModelRequest } from "../ports/model.ts";
import { runAttempt, type Attempt, type AttemptRun } from "./attempt.ts";
import { retryDelay } from "./retry.ts";

export type TurnRun = AttemptRun & {
  /** The base URL of the endpoint, which the answer's reasoning is kept for. */
  readonly endpoint: string;
  readonly maxRetries: number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Receives the other answers at the end, when more than one was asked for. */
  readonly onAlternatives?: (texts: readonly string[]) => void;
};

/** Longer encrypted reasoning is not kept, in UTF-16 units. */
const LONGEST_CARRIED = 400_000;

/**
 * Asks the model once, and again after failures that may pass, as long as nothing has been shown.
 * Always emits exactly one `answer-end`, also when stopped; never throws.
 */
export async function runTurn(run: TurnRun): Promise<AnswerState> {
  let { request } = run;
  let usage: AnswerUsage | undefined;
  for (let retries = 0; ;) {
    const result = await runAttempt({ ...run, request });
    usage = addUsage(usage, result.usage);
    const { state } = result;
    if (state.type !== "failed" || result.shown) return finish(run, result, usage);
    const { failure } = state;
    if (failure.code === "refused-request" && carriesReasoning(request)) {
      // Who cannot read the reasoning, as after a change of the key, can still answer.
      request = withoutReasoning(request);
      continue;
    }
    retries++;
    const delayMs = retries > run.maxRetries ? undefined : retryDelay(failure, retries, run.random());
    if (delayMs === undefined) return finish(run, result, usage);
    run.emit({
      type: "answer-state",
      turnId: run.turnId,
      state: { type: "waiting", note: { type: "retrying", attempt: retries, delayMs, failure } },
    });
    if (!(await waited(run, delayMs))) return finish(run, { ...result, state: { type: "stopped" } }, usage);
    run.emit({ type: "answer-state", turnId: run.turnId, state: { type: "waiting" } });
  }
}

/** Resolves with false, at once, when the person stops. */
async function waited(run: TurnRun, ms: number): Promise<boolean> {
  try {
    await run.clock.sleep(ms, run.signal);
    return true;
  } catch (error) {
    if (run.signal.aborted) return false;
    throw error;
  }
}

function finish(
  run: TurnRun,
  { state, alternatives, reasoning }: Attempt,
  usage: AnswerUsage | undefined,
): AnswerState {
  run.onAlternatives?.(alternatives);
  const carried = toCarried(run, reasoning);
  run.emit({
    type: "answer-end",
    turnId: run.turnId,
    state,
    ...(usage ? { usage } : {}),
    ...(carried ? { carried } : {}),
  });
  return state;
}

/** An answer's reasoning comes before its first word, so that of a continuation has no place in it. */
function toCarried({ endpoint, request, soFar }: TurnRun, items: readonly string[]): CarriedReasoning | undefined {
  const length = items.reduce((sum, item) => sum + item.length, 0);
  if (soFar !== "" || length === 0 || length > LONGEST_CARRIED) return undefined;
  return { endpoint, model: request.model, items };
}

function carriesReasoning({ messages }: ModelRequest): boolean {
  return messages.some((message) => message.role === "assistant" && message.reasoning !== undefined);
}

function withoutReasoning(request: ModelRequest): ModelRequest {
  const messages = request.messages.map((message) => {
    if (message.role !== "assistant") return message;
    const { reasoning: _, ...rest } = message;
    return rest;
  });
  return { ...request, messages };
}

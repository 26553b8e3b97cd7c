import type { ModelEnd, ModelEvent, ModelRequest } from "../../../core/ports/model.ts";
import type { ApiName } from "../../../shared/failures.ts";
import type { Plan } from "../plan.ts";

/** One of the ways to ask a model: what is sent, and how the answer reads. */
export type Api = {
  readonly name: ApiName;
  /** Appended to the base URL. */
  readonly path: string;
  /** The smallest body that asks for this. No member is ever null. */
  toBody(request: ModelRequest, plan: Plan): Body;
  /** A new one for each answer. */
  createReader(): AnswerReader;
};

export type Body = Readonly<Record<string, unknown>>;

/**
 * Reads one answer. Nothing about its shape is certain: whatever is missing or of another type is as if it were not
 * there. An error that the server puts into the answer is thrown as a `ServerError`.
 */
export interface AnswerReader {
  /** Whether the model has said that it is done. */
  readonly isWhole: boolean;
  /** Whether nothing of what may follow belongs to the answer. */
  readonly isDone: boolean;
  /** What one payload of the stream says. */
  read(payload: unknown): readonly ModelEvent[];
  /** What an answer in one piece says, without its end; undefined when it is no answer. */
  readWhole(body: unknown): readonly ModelEvent[] | undefined;
  /** After the last payload. Undefined when the model has not said that it is done. */
  end(): readonly ModelEvent[] | undefined;
}

export type EndReason = Exclude<ModelEnd["reason"], "failed" | "stopped">;

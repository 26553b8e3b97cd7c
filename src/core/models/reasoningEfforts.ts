import type { Failure } from "../../shared/failures.ts";
import type { ModelParameters } from "../ports/model.ts";
import type { Refusal } from "../ports/refusals.ts";

/** Every effort that OpenAI's APIs know; which of them a model takes, only its endpoint says. */
const EFFORTS = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const;

/** The names that the effort has in the bodies of the APIs. */
const REFUSALS: readonly Refusal[] = ["parameter:reasoning", "parameter:reasoning_effort"];

/**
 * The efforts that can be asked of a model: those that its endpoint named when it refused one, or else every one. None
 * where it refuses to be told.
 */
export function effortsFor(refusals: readonly Refusal[], named: readonly string[] = EFFORTS): readonly string[] {
  return REFUSALS.some((refusal) => refusals.includes(refusal)) ? [] : named;
}

/**
 * The efforts that an endpoint names when it refuses the one that was asked for: "Unsupported value: 'minimal' is not
 * supported with this model. Supported values are: 'low', 'medium', and 'high'."
 */
export function effortsNamedIn(failure: Failure, asked: ModelParameters): readonly string[] | undefined {
  if (failure.code !== "refused-request" || asked.reasoningEffort === undefined) return undefined;
  const { detail } = failure;
  const isAboutEffort =
    /effort/i.test(detail) ||
    (asked.reasoningEffort !== asked.verbosity && quoted(asked.reasoningEffort).some((one) => detail.includes(one)));
  const list = /(?:supported values are|expected one of|must be one of)(.*)/is.exec(detail)?.[1];
  if (!isAboutEffort || list === undefined) return undefined;
  const named = EFFORTS.filter((effort) => new RegExp(`\\b${effort}\\b`, "i").test(list));
  return named.length > 0 ? named : undefined;
}

function quoted(value: string): readonly string[] {
  return [`'${value}'`, `"${value}"`, `\`${value}\``];
}

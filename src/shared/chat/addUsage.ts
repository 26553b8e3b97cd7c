import type { AnswerUsage } from "./state.ts";

/** What two requests took together. A count that neither has stays absent. */
export function addUsage(one: AnswerUsage | undefined, other: AnswerUsage | undefined): AnswerUsage | undefined {
  if (!one || !other) return one ?? other;
  const sum = (name: "input" | "cachedInput" | "output" | "reasoning"): AnswerUsage =>
    one[name] === undefined && other[name] === undefined ? {} : { [name]: (one[name] ?? 0) + (other[name] ?? 0) };
  return {
    ...sum("input"),
    ...sum("cachedInput"),
    ...sum("output"),
    ...sum("reasoning"),
    ...(one.estimated || other.estimated ? { estimated: true } : {}),
  };
}

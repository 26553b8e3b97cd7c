import type { Usage } from "../../shared/chat/state.ts";

/** Keeps the counts that are counts; undefined when there is none. */
export function toUsage(counts: { readonly [Name in keyof Usage]-?: unknown }): Usage | undefined {
  const known = Object.entries(counts).filter(([, count]) => Number.isFinite(count) && Number(count) >= 0);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

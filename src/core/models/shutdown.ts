import type { ModelInfo } from "../ports/model.ts";

const DAY = 86_400_000;
/** From this many days before its shutdown a model is not picked any more, and the person is told. */
const SOON_DAYS = 30;

export type Shutdown = {
  /** `2026-12-11`, the last day. */
  readonly date: string;
  readonly state: "later" | "soon" | "past";
};

/**
 * What is known about the end of a model. Undefined where none is announced.
 *
 * @param now milliseconds since the epoch
 */
export function shutdownOf({ shutdownDate }: ModelInfo, now: number): Shutdown | undefined {
  const lastDay = Date.parse(shutdownDate ?? "");
  if (shutdownDate === undefined || Number.isNaN(lastDay)) return undefined;
  const daysLeft = Math.ceil((lastDay - now) / DAY);
  if (daysLeft < 0) return { date: shutdownDate, state: "past" };
  return { date: shutdownDate, state: daysLeft <= SOON_DAYS ? "soon" : "later" };
}

import type { Translate } from "./l10n.ts";

/** What a person should do, and after it what the other side said, as a sentence of its own; nothing when it is empty. */
export function withDetail(advice: string, detail: string, t: Translate): string {
  const words = detail.trim();
  if (words === "") return advice;
  return /[.!?…。！？]$/.test(words) ? t("{0} Details: {1}", advice, words) : t("{0} Details: {1}.", advice, words);
}

/** An origin as people know it: `https` goes without saying, `http` does not. */
export function addressOf(origin: string): string {
  return origin.replace(/^https:\/\//, "");
}

const UNITS = [
  { unit: "second", ms: 1_000 },
  { unit: "minute", ms: 60_000 },
  { unit: "hour", ms: 3_600_000 },
  { unit: "day", ms: 86_400_000 },
] as const;

/** A duration in the largest unit that it holds at least twice, rounded up, never zero: `90 seconds`, `3 minutes`. */
export function toDuration(ms: number, language: string): string {
  const { unit, ms: length } = UNITS.findLast((each) => ms >= 2 * each.ms) ?? UNITS[0];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    Math.max(1, Math.ceil(ms / length)),
  );
}

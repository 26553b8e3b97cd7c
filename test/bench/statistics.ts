/** The middle of some figures and their extent, in the unit of the figures. */
export type Summary = { readonly median: number; readonly min: number; readonly max: number; readonly n: number };

export function summarize(values: readonly number[]): Summary {
  return {
    median: round(median(values)),
    min: round(Math.min(...values)),
    max: round(Math.max(...values)),
    n: values.length,
  };
}

/** @throws when there is nothing to take the middle of */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of no values.");
  return (upper + lower) / 2;
}

/** The value below which the share `part` of all values lies, such as 0.95. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  if (value === undefined) throw new Error("There is no percentile of no values.");
  return value;
}

/** To a hundredth: what is beyond it is noise. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

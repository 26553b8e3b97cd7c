const factor = Number(process.env["PROPERTY_RUNS"] ?? 1);

/** How often a property is tried: `PROPERTY_RUNS=10` in the environment is ten times as often. */
export function propertyRuns(times: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(times * factor) };
}

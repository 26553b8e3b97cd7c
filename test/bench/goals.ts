import type { Report } from "./report.ts";

/** A figure to reach. Nothing fails when it is not reached: machines differ, and so do moments. */
export type Goal = { readonly goal: string; readonly atMost: number; readonly is: number; readonly reached: boolean };

/** The table of the project's goals, next to what was measured. */
export function toGoals(figures: Pick<Report, "bytes" | "activation" | "memory" | "view" | "firstCharacter">): Goal[] {
  const { bytes, activation, memory, view, firstCharacter } = figures;
  return [
    toGoal("VSIX, bytes", 3_000_000, bytes.vsix),
    toGoal("host code read at activation, bytes", 60_000, bytes.hostAtActivation.total),
    toGoal("CPU to load and activate, ms above the floor", 10, activation.activateCpuMs.difference),
    toGoal("resident memory after activation, MB above the floor", 5, memory.rssMb.difference),
    toGoal("focus to usable composer, times the floor", 1.3, view.usableMs.ratio ?? 0),
    toGoal("panel fetched at first open, bytes", 300_000, bytes.panelAtFirstOpen.total),
    toGoal("first byte to first painted character, ms above the floor", 16, firstCharacter.paintedMs.difference),
    toGoal("bundles with a character outside ASCII", 0, bytes.notAscii.length),
  ];
}

export function toGoal(goal: string, atMost: number, is: number): Goal {
  return { goal, atMost, is, reached: is <= atMost };
}

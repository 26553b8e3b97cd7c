/** What accepting a proposal, or a part of one, did to a file. Texts are whole. */
export type RestorePoint = {
  /** Milliseconds since the epoch; no two points of a window have the same, and a later one is higher. */
  readonly at: number;
  /** Undefined while the file does not exist. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether it was taken back, or undone in the editor. */
  readonly undone: boolean;
  /** VS Code's name for how the bytes of a file that was deleted stand for its text. */
  readonly encoding?: string;
  /** The addresses of a file that was renamed, which leaves its text alone: there is none before or after. */
  readonly moved?: Moved;
};

export type Moved = { readonly from: string; readonly to: string };

/** The points of one proposal after another acceptance, in their order. What was undone cannot be applied again then. */
export function withPoint(points: readonly RestorePoint[], point: RestorePoint): readonly RestorePoint[] {
  return [...points.filter(({ undone }) => !undone), point];
}

/** How much of what was accepted is taken back, in this way or by undoing it in the editor. */
export function takenBackOf(points: readonly RestorePoint[]): "none" | "part" | "whole" {
  const undone = points.filter((point) => point.undone).length;
  return undone === 0 ? "none" : undone < points.length ? "part" : "whole";
}

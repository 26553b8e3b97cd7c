import { exactHunks, type Hunk } from "../hunks.ts";
import { similarity } from "../locate/similarity.ts";

/** What one side of a merge changed, line by line where every line of a hunk came of the one in its place. */
export function lineHunks(base: readonly string[], changed: readonly string[]): readonly Hunk[] {
  return exactHunks(base, changed).flatMap((hunk) => {
    const { oldStart, oldEnd, newStart, newEnd } = hunk;
    const count = oldEnd - oldStart;
    if (newEnd - newStart !== count) return [hunk];
    const lines = Array.from({ length: count }, (_, index): Hunk => {
      const [from, to] = [oldStart + index, newStart + index];
      return { oldStart: from, oldEnd: from + 1, newStart: to, newEnd: to + 1 };
    });
    return lines.every((line) => areAlike(base[line.oldStart], changed[line.newStart]))
      ? lines.filter((line) => base[line.oldStart] !== changed[line.newStart])
      : [hunk];
  });
}

function areAlike(a = "", b = ""): boolean {
  return similarity(a.trim(), b.trim()) > 0;
}

/** The hunks of one side that a merge has still to come to. */
export class PendingHunks {
  readonly #hunks: readonly Hunk[];
  #done = 0;
  #shift = 0;

  constructor(hunks: readonly Hunk[]) {
    this.#hunks = hunks;
  }

  get next(): Hunk | undefined {
    return this.#hunks[this.#done];
  }

  /** How many lines further down a line of the base stands on this side, once the hunks taken are made. */
  get shift(): number {
    return this.#shift;
  }

  take(): void {
    const hunk = this.next;
    if (!hunk) return;
    this.#done++;
    this.#shift += hunk.newEnd - hunk.newStart - (hunk.oldEnd - hunk.oldStart);
  }
}

/** Whether a stretch of lines ends before the next one begins; two empty ones at the same place have no order. */
export function precedes(a: OldLines, b: OldLines): boolean {
  const areEmpty = a.oldStart === a.oldEnd && b.oldStart === b.oldEnd;
  return areEmpty ? a.oldEnd < b.oldStart : a.oldEnd <= b.oldStart;
}

type OldLines = Pick<Hunk, "oldStart" | "oldEnd">;

import type { Change } from "../corpus/pair.ts";
import type { Site } from "./site.ts";

/** A line of a block: one that both sides have, one that goes, one that comes. */
export type Row = { readonly kind: "same" | "old" | "new"; readonly text: string };

/** Neighbouring changes with the lines around them. */
export type Block = {
  /** The line of its first row in the file as it is, and in the file as it becomes, from 0. */
  readonly oldStart: number;
  readonly newStart: number;
  readonly rows: readonly Row[];
};

export function oldSide({ rows }: Pick<Block, "rows">): readonly string[] {
  return rows.filter(({ kind }) => kind !== "new").map(({ text }) => text);
}

export function newSide({ rows }: Pick<Block, "rows">): readonly string[] {
  return rows.filter(({ kind }) => kind !== "old").map(({ text }) => text);
}

/** Changes whose surroundings of `above` and `below` lines touch share a block. */
export function blocksOf(
  { lines, changes }: Pick<Site, "lines" | "changes">,
  above: number,
  below: number,
): readonly Block[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.start - above <= last.end + below) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => {
    const start = Math.max(0, (group[0]?.start ?? 0) - above);
    return regionOf({ lines, changes }, start, Math.min(lines.length, (group.at(-1)?.end ?? 0) + below));
  });
}

/** The lines from `start` to `end` (exclusive) with all changes, each of which lies in them or outside. */
export function regionOf({ lines, changes }: Pick<Site, "lines" | "changes">, start: number, end: number): Block {
  const rows: Row[] = [];
  let newStart = start;
  let line = start;
  for (const change of changes) {
    if (change.end <= start && change.start < start) {
      newStart += change.lines.length - (change.end - change.start);
    } else if (change.start >= start && change.end <= end) {
      rows.push(...toRows("same", lines.slice(line, change.start)));
      rows.push(...toRows("old", lines.slice(change.start, change.end)), ...toRows("new", change.lines));
      line = change.end;
    }
  }
  rows.push(...toRows("same", lines.slice(line, end)));
  return { oldStart: start, newStart, rows };
}

export function mapTexts(block: Block, map: (text: string) => string): Block {
  return { ...block, rows: block.rows.map(({ kind, text }) => ({ kind, text: map(text) })) };
}

function toRows(kind: Row["kind"], texts: readonly string[]): readonly Row[] {
  return texts.map((text) => ({ kind, text }));
}

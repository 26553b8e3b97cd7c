import type { Change, Pair } from "../corpus/pair.ts";

/** A file in which an answer has something to change, and what. */
export type Site = {
  readonly path: string;
  readonly languageId: string;
  readonly lines: readonly string[];
  /** What the answer says, in order. */
  readonly changes: readonly Change[];
  readonly lineEnd: "\n" | "\r\n";
  readonly byteOrderMark: boolean;
  readonly finalLineEnd: boolean;
};

export function siteOf(pair: Pair, changes: readonly Change[]): Site {
  const { path, languageId, lines } = pair;
  return { path, languageId, lines, changes, lineEnd: "\n", byteOrderMark: false, finalLineEnd: true };
}

export function changedLines({ lines, changes }: Pick<Site, "lines" | "changes">): readonly string[] {
  return changes
    .toReversed()
    .reduce<readonly string[]>(
      (all, { start, end, lines: added }) => [...all.slice(0, start), ...added, ...all.slice(end)],
      lines,
    );
}

/** The file's text with `lines` as its lines. */
export function textOf(site: Site, lines: readonly string[]): string {
  const { lineEnd, byteOrderMark, finalLineEnd } = site;
  return `${byteOrderMark ? "\ufeff" : ""}${lines.join(lineEnd)}${finalLineEnd ? lineEnd : ""}`;
}

/** Puts `inserted` before line `at`, and moves the changes behind it. */
export function withInserted(site: Site, at: number, inserted: readonly string[]): Site {
  const moved = site.changes.map((change) =>
    change.start >= at
      ? { ...change, start: change.start + inserted.length, end: change.end + inserted.length }
      : change,
  );
  return { ...site, lines: site.lines.toSpliced(at, 0, ...inserted), changes: moved };
}

/** What an `@@` line says about the hunk below it. */
export type HunkHeader = {
  readonly lineHint?: number;
  readonly anchor?: string;
  readonly counts?: HunkCounts;
};

/** How many lines of each side the hunk claims to hold, and by how many lines earlier hunks move it down. */
export type HunkCounts = {
  readonly oldCount: number;
  readonly newCount?: number;
  readonly offset?: number;
};

const NUMBERED = /^-(\d+)(?:,(\d+))?(?:\s+\+(\d+)(?:,(\d+))?)?(?=\s|$)/;
/** `...`, `-1,3 +1,4`, and placeholders such as `-X,Y +A,B`. */
const SAYS_NOTHING = /^(?:[-+.,\u2026\d\s]*|-[^\s+]*\s*\+\S*)$/;

/** Reads `@@ -1,3 +1,4 @@ heading`, `@@ ... @@`, `@@ heading`, `@@`; undefined for any other line. */
export function parseHunkHeader(line: string): HunkHeader | undefined {
  if (!/^@@(?:[\s.-]|@@|$)/.test(line)) return undefined;
  const [middle = "", ...rest] = line.slice(2).split("@@");
  const range = middle.trim();
  const heading = rest.join("@@").trim() || (SAYS_NOTHING.test(range) ? "" : range);
  return { ...numbersOf(range), ...(heading !== "" && { anchor: heading }) };
}

function numbersOf(range: string): HunkHeader {
  const [, oldStart, oldLength, newStart, newLength] = NUMBERED.exec(range) ?? [];
  if (oldStart === undefined) return {};
  const oldCount = Number(oldLength ?? 1);
  const lineHint = firstLine(oldStart, oldCount);
  if (newStart === undefined) return { lineHint, counts: { oldCount } };
  const newCount = Number(newLength ?? 1);
  return { lineHint, counts: { oldCount, newCount, offset: firstLine(newStart, newCount) - lineHint } };
}

/** From 0. A side without lines names the line above it. */
function firstLine(start: string, count: number): number {
  return Math.max(0, count === 0 ? Number(start) : Number(start) - 1);
}

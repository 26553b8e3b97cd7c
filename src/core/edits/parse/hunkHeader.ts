/** What an `@@` line says about the hunk below it. */
export type HunkHeader = {
  readonly lineHint?: number;
  readonly anchor?: string;
  /** How many lines of the original the hunk claims to hold. */
  readonly oldCount?: number;
};

const NUMBERED = /^-(\d+)(?:,(\d+))?(?=\s|$)/;
/** `...`, `-1,3 +1,4`, and placeholders such as `-X,Y +A,B`. */
const SAYS_NOTHING = /^(?:[-+.,\u2026\d\s]*|-[^\s+]*\s*\+\S*)$/;

/** Reads `@@ -1,3 +1,4 @@ heading`, `@@ ... @@`, `@@ heading`, `@@`; undefined for any other line. */
export function parseHunkHeader(line: string): HunkHeader | undefined {
  if (!/^@@(?:[\s.-]|@@|$)/.test(line)) return undefined;
  const [middle = "", ...rest] = line.slice(2).split("@@");
  const range = middle.trim();
  const heading = rest.join("@@").trim() || (SAYS_NOTHING.test(range) ? "" : range);
  const [, start, count] = NUMBERED.exec(range) ?? [];
  return { ...(start !== undefined && positionOf(Number(start), count)), ...(heading !== "" && { anchor: heading }) };
}

function positionOf(start: number, count: string | undefined): HunkHeader {
  const oldCount = count === undefined ? 1 : Number(count);
  // An insertion names the line above it.
  return { oldCount, lineHint: Math.max(0, oldCount === 0 ? start : start - 1) };
}

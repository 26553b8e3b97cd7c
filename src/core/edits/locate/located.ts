import type { LineRange } from "../answer/fileAnswer.ts";

/** From the surest: each is tried only where the one before finds nothing. */
export type How = "exact" | "trailing-space" | "repaired" | "alignment";

export type Unplaced =
  /** Places that are equally good, or too nearly so to choose. */
  { readonly type: "ambiguous"; readonly ranges: readonly LineRange[] } | Missing;

/** `nearest` is the first line, from 0, of the place that the reason is about, or of what is most like the text. */
export type Missing = {
  readonly type: "missing";
  readonly reason: MissReason;
  readonly nearest?: { readonly line: number };
};

export function isAmong(range: LineRange, ranges: readonly LineRange[]): boolean {
  return ranges.some(({ startLine, endLine }) => startLine === range.startLine && endLine === range.endLine);
}

export type MissReason =
  | "not-there"
  /** There but for indentation, and where the new lines belong is not certain. */
  | "indentation"
  /** There but for what a damage may have done, and nothing proves that it did. */
  | "escaped-backslashes"
  | "curly-quotes"
  | "html-entities"
  /** Non-breaking spaces, zero-width characters and the like, on either side. */
  | "invisible-characters"
  /** The place is clear, but the document has other words in the very lines that are to change. */
  | "changed-lines-differ"
  /** An insertion with nothing to say where. */
  | "nothing-to-find"
  /** The line that the edit names as standing above its place is not in the document, or not above it. */
  | "anchor-not-there"
  /** The edit leaves code out that it would write as a comment. */
  | "elided";

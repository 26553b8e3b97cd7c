import { isBlank, splitLines } from "../lines.ts";
import type { Wanted } from "./located.ts";

/** Both sides of a wanted change as lines. No lines at all is a text that is empty. */
export type WantedLines = {
  readonly original: readonly string[];
  readonly replacement: readonly string[];
  /** How many blank lines were taken off the beginning. */
  readonly dropped: number;
};

export function toWantedLines({ original, replacement }: Wanted): WantedLines {
  return { original: toLines(original), replacement: toLines(replacement), dropped: 0 };
}

/** A last line break ends the last line and begins none. */
function toLines(text: string): readonly string[] {
  const body = text.replace(/^\uFEFF/, "");
  return body === "" ? [] : splitLines(body.replace(/(?:\r\n|\r|\n)$/, ""));
}

/** Without the blank lines at both ends of the original, and without as many of the replacement's. */
export function withoutBlankEnds({ original, replacement }: WantedLines): WantedLines {
  const first = original.findIndex((line) => !isBlank(line));
  const head = first === -1 ? original.length : first;
  const last = original.findLastIndex((line) => !isBlank(line));
  const tail = first === -1 ? 0 : original.length - 1 - last;
  const start = Math.min(head, leadingBlanks(replacement));
  const end = Math.min(tail, leadingBlanks(replacement.slice(start).toReversed()));
  return {
    original: original.slice(head, original.length - tail),
    replacement: replacement.slice(start, replacement.length - end),
    dropped: head,
  };
}

function leadingBlanks(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !isBlank(line));
  return first === -1 ? lines.length : first;
}

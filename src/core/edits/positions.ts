import type { TextPosition, TextRange } from "../../shared/chat/state.ts";
import { splitLines } from "./lines.ts";

/** Negative when `a` comes before `b`, positive when after, 0 when they are the same. */
export function comparePositions(a: TextPosition, b: TextPosition): number {
  return a.line - b.line || a.character - b.character;
}

export function isEmpty(range: TextRange): boolean {
  return comparePositions(range.start, range.end) === 0;
}

/** Where a text that starts at `start` ends. */
export function endOf(start: TextPosition, text: string): TextPosition {
  const lines = splitLines(text);
  const last = lines.at(-1) ?? "";
  return lines.length === 1
    ? { line: start.line, character: start.character + last.length }
    : { line: start.line + lines.length - 1, character: last.length };
}

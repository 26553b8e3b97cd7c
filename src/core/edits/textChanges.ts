import type { TextPosition } from "../../shared/chat/state.ts";
import { comparePositions } from "./positions.ts";
import type { TextChange } from "./trackedRange.ts";

/** The text after `changes`, which do not overlap and stand in positions of the text as it is given. */
export function applyTextChanges(text: string, changes: readonly TextChange[]): string {
  const offsetAt = offsetsIn(text);
  const parts: string[] = [];
  let done = 0;
  for (const change of changes.toSorted((a, b) => comparePositions(a.start, b.start))) {
    parts.push(text.slice(done, offsetAt(change.start)), change.text);
    done = offsetAt(change.end);
  }
  return parts.join("") + text.slice(done);
}

/** Turns positions in a text into offsets. */
export function offsetsIn(text: string): (position: TextPosition) => number {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
  return ({ line, character }) => (starts[line] ?? text.length) + character;
}

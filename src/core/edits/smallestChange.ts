import type { TextPosition } from "../../shared/chat/state.ts";
import { endOf } from "./positions.ts";
import type { TextChange } from "./trackedRange.ts";

/** The shortest change that makes `newText` of the `oldText` at `start`. Both have "\n" for every line break. */
export function smallestChange(start: TextPosition, oldText: string, newText: string): TextChange {
  const shorter = Math.min(oldText.length, newText.length);
  let head = 0;
  while (head < shorter && oldText[head] === newText[head]) head++;
  // A character outside the basic plane is two units, which must stay together.
  if (isHighSurrogate(oldText, head - 1)) head--;
  let tail = 0;
  while (tail < shorter - head && oldText.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  if (tail > 0 && isHighSurrogate(oldText, oldText.length - tail - 1)) tail--;

  const from = endOf(start, oldText.slice(0, head));
  return {
    start: from,
    end: endOf(from, oldText.slice(head, oldText.length - tail)),
    text: newText.slice(head, newText.length - tail),
  };
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

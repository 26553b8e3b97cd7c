import type { TextPosition } from "../../shared/chat/state.ts";
import { endOf } from "./positions.ts";
import type { TextChange } from "./trackedRange.ts";

/** The shortest change that makes `newText` of the `oldText` at `start`. Both have "\n" for every line break. */
export function smallestChange(start: TextPosition, oldText: string, newText: string): TextChange {
  const shorter = Math.min(oldText.length, newText.length);
  let head = 0;
  while (head < shorter && oldText[head] === newText[head]) head++;
  // A character outside the basic plane is two units, which must stay together.
  if (isUnit(oldText, head - 1, 0xd800)) head--;
  let tail = 0;
  while (tail < shorter - head && oldText.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  if (isUnit(oldText, oldText.length - tail, 0xdc00)) tail--;

  const from = endOf(start, oldText.slice(0, head));
  return {
    start: from,
    end: endOf(from, oldText.slice(head, oldText.length - tail)),
    text: newText.slice(head, newText.length - tail),
  };
}

/** Whether the unit at `index` is one of the 1,024 surrogates from `first` on. */
function isUnit(text: string, index: number, first: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= first && unit < first + 0x400;
}

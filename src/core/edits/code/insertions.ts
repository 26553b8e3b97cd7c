import { hasWords } from "../locate/similarity.ts";
import type { FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/**
 * Whether a part takes lines away, although nothing would have to go if it ended where the same line stands before:
 * the answer may only add to what is there. Not, where lines beyond that are in both and nowhere else.
 */
export function couldBeInserted(part: Placed, file: FileLines): boolean {
  const pairs = new Set(pairLines(part, file));
  const own = file.sayings.slice(part.startLine, part.endLine);
  const kept = own.map((saying, index) => saying === "" || pairs.has(part.startLine + index));
  if (!kept.includes(false)) return false;
  const isShown = own.map((saying, index) => kept[index] === true && file.placesOf.get(saying)?.length === 1);
  const given = sayingsOf(part.lines);
  return endsEarly(given, own, isShown) || endsEarly(given.toReversed(), own.toReversed(), isShown.toReversed());
}

/** Whether the first of `own`, all in the order of `given` and among them, reach from its first to its last line. */
function endsEarly(given: readonly string[], own: readonly string[], isShown: readonly boolean[]): boolean {
  const last = given.at(-1);
  let at = 0;
  for (const [index, saying] of own.slice(0, -1).entries()) {
    if (saying === "") continue;
    const isEnd = index > 0 && saying === last && own.slice(0, index).some(hasWords);
    if (isEnd && !isShown.includes(true, index)) return true;
    const found = given.indexOf(saying, at);
    if (found === -1) return false;
    at = found + 1;
  }
  return false;
}

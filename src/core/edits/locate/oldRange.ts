import type { LineRange } from "../answer/fileAnswer.ts";
import { sayingOf } from "../damage/textDamage.ts";
import type { Difference } from "./differences.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";

/**
 * The document's lines for old lines that change; undefined when they are not the same lines, one after the other. New
 * lines alone go between two lines that are each other's neighbours in the document too.
 */
export function oldRange(
  { oldStart, oldEnd }: Pick<Difference, "oldStart" | "oldEnd">,
  { pairs, sides, startLine, endLine }: Pick<Place, "pairs" | "sides" | "startLine" | "endLine">,
  { lines }: DocumentLines,
): LineRange | undefined {
  const isSame = (index: number): boolean => {
    const own = lines[pairs[index] ?? -1];
    return own !== undefined && sayingOf(own) === sayingOf(sides.oldLines[index] ?? "");
  };
  const isInsertion = oldStart === oldEnd;
  const above = pairs[oldStart - 1];
  const start = isInsertion && oldStart > 0 ? (above === undefined ? undefined : above + 1) : pairs[oldStart];
  const end = isInsertion && oldEnd === pairs.length ? endLine : isInsertion ? pairs[oldEnd] : next(pairs[oldEnd - 1]);
  if (start === undefined || end === undefined || start < startLine) return undefined;
  if (end - start !== oldEnd - oldStart) return undefined;
  for (let index = oldStart; index < oldEnd; index++) {
    if (pairs[index] !== start + index - oldStart || !isSame(index)) return undefined;
  }
  // What is only inserted has no lines of its own to prove the place: one of its neighbours has to.
  if (isInsertion && !isSame(oldStart) && !isSame(oldStart - 1)) return undefined;
  return { startLine: start, endLine: end };
}

function next(line: number | undefined): number | undefined {
  return line === undefined ? undefined : line + 1;
}

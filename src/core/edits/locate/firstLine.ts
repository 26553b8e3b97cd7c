import { findIndentRepair } from "../damage/indentRepair.ts";
import type { LinePair } from "../damage/textRepair.ts";
import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { type DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";

/**
 * The place with the indentation that the first line of a text loses where only what follows it is copied. The lines
 * below it prove that: one repair explains them, and it does not explain the first.
 */
export function withFirstIndent(place: Place, { lines }: DocumentLines): Place {
  const { oldLines, newLines } = place.sides;
  const pairs = oldLines.flatMap((given, index): LinePair[] => {
    const own = lines[place.pairs[index] ?? -1];
    return own === undefined || isBlank(given) ? [] : [{ given: indentOnly(given), own: indentOnly(own) }];
  });
  const [first, ...others] = pairs;
  const isLost = first !== undefined && first.given === "." && first.own !== ".";
  const isFlat = [...oldLines, ...newLines].every((line) => isBlank(line) || indentOf(line) === "");
  if (!isLost || isFlat || others.length === 0 || findIndentRepair(pairs)) return place;
  const repair = findIndentRepair(others);
  // What the other lines have lost or gained, the first one has lost or gained too.
  const given = repair?.isNone ? indentOf(first.own) : undefined;
  if (given === undefined) return place;
  return {
    ...place,
    sides: { ...place.sides, oldLines: withIndent(oldLines, given), newLines: withIndent(newLines, given) },
  };
}

function withIndent(lines: readonly string[], indent: string): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  const line = lines[first];
  return line === undefined || indentOf(line) !== "" ? lines : lines.with(first, indent + line);
}

/** An indented line of which only that matters. */
function indentOnly(line: string): string {
  return `${indentOf(line)}${isBlank(line) ? "" : "."}`;
}

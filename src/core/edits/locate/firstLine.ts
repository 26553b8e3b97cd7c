import { findIndentRepair } from "../damage/indentRepair.ts";
import type { LinePair } from "../damage/textRepair.ts";
import { areAtMargin, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";
import { indentBelow } from "./structure.ts";

/**
 * The place with the indentation that the first line of a text loses where only what follows it is copied. The lines
 * below it prove that, which have theirs. Undefined where the only line that is quoted may have lost as much as others.
 */
export function withFirstIndent(place: Place, { lines, unit }: DocumentLines): Place | undefined {
  const { oldLines, newLines } = place.sides;
  const pairs = oldLines.flatMap((given, index): LinePair[] => {
    const own = lines[place.pairs[index] ?? -1];
    return own === undefined || isBlank(given) ? [] : [{ given: indentOnly(given), own: indentOnly(own) }];
  });
  const [first, ...others] = pairs;
  if (areAtMargin([...oldLines, ...newLines]) || first?.given !== "." || first.own === ".") return place;
  const indent = indentOf(first.own);
  if (others.length === 0) {
    const [head = "", ...rest] = newLines.filter((line) => !isBlank(line));
    const [next = ""] = rest;
    if (indentOf(head) !== "") return place;
    const below = unit === undefined ? undefined : indentBelow(indent + head, next, unit);
    if (below === indent + indentOf(next)) return place;
    if (below !== indentOf(next)) return undefined;
  } else if (findIndentRepair(pairs) || !findIndentRepair(others)?.isNone) {
    return place;
  }
  const sides = { ...place.sides, oldLines: withIndent(oldLines, indent), newLines: withIndent(newLines, indent) };
  return { ...place, sides };
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

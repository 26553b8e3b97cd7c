import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { depthsByBrackets, isFlat } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import type { Placed } from "./rewrite.ts";

/** Whether the answer lost the indentation that showed what lies in a block: the file has it below the same line. */
export function isFlattened({ lines }: Placed, pairs: readonly (number | undefined)[], file: FileLines): boolean {
  if (!isFlat(lines)) return false;
  return lines.some((line, index) => {
    const own = pairs[index];
    return own !== undefined && opens(line) && isInside(file.lines, own) === true && isInside(lines, index) === false;
  });
}

/**
 * The lines as their brackets indent them, where that is how lines of `known` stand in the file; undefined where it
 * is not, or where the lines have an indentation.
 */
export function withBracketIndents(
  lines: readonly string[],
  known: ReadonlyMap<number, string>,
  unit: string,
): readonly string[] | undefined {
  const [[first, own] = [0, undefined]] = known;
  if (own === undefined || !isFlat(lines)) return undefined;
  const depths = depthsByBrackets(lines);
  const steps = indentOf(own).length / unit.length - (depths[first] ?? 0);
  const indented = lines.map((line, index) => {
    return isBlank(line) ? "" : unit.repeat(Math.max(0, steps + (depths[index] ?? 0))) + line.trimStart();
  });
  return [...known].every(([index, text]) => indentOf(indented[index] ?? "") === indentOf(text)) ? indented : undefined;
}

function opens(line: string): boolean {
  return /[{([:]$/.test(line.trimEnd());
}

/** Whether the line that follows is further in, or ends the block at once; undefined when none does. */
function isInside(lines: readonly string[], index: number): boolean | undefined {
  const next = lines.slice(index + 1, index + 20).find((line) => !isBlank(line));
  if (next === undefined) return undefined;
  return indentOf(next).length > indentOf(lines[index] ?? "").length || /^\s*[})\]]/.test(next);
}

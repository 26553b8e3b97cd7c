import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { linesInStrings, mayHaveLongStrings } from "../multiLineStrings.ts";
import type { Difference } from "./differences.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";

/**
 * New lines as they are to stand, of which those inside strings keep their whitespace where the place has such lines and
 * they have theirs. Undefined where some have it and some do not.
 */
export function withStrings(
  lines: readonly string[],
  { newStart }: Difference,
  { sides: { oldLines, newLines }, pairs, startLine, endLine }: Place,
  document: DocumentLines,
): readonly string[] | undefined {
  const isMoved = (line: string, index: number): boolean =>
    !isBlank(line) && indentOf(line) !== indentOf(newLines[newStart + index] ?? "");
  if (!lines.some(isMoved) || !mayHaveLongStrings(document.text + newLines.join("\n"))) return lines;
  const { languageId } = document;
  const above = document.lines.slice(0, startLine);
  const all = [...above, ...newLines, ...document.lines.slice(endLine)];
  const inside = linesInStrings(all, languageId);
  const isInside = (index: number): boolean => inside?.has(startLine + newStart + index) === true;
  if (!lines.some((line, index) => isMoved(line, index) && isInside(index))) return lines;
  const own = linesInStrings(document.lines, languageId);
  const shown = oldLines.flatMap((given, index) => {
    const line = pairs[index];
    if (line === undefined || own?.has(line) !== true || isBlank(given)) return [];
    const [from, to] = [indentOf(given), indentOf(document.lines[line] ?? "")];
    return from + to === "" ? [] : [from === to];
  });
  if (new Set(shown).size > 1) return undefined;
  if (shown[0] !== true) return lines;
  return lines.map((line, index) =>
    isInside(index) ? indentOf(newLines[newStart + index] ?? "") + line.trimStart() : line,
  );
}

import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import type { Window } from "./chains.ts";
import type { FileLines } from "./fileLines.ts";
import { depthsByBrackets, isFlat } from "./depths.ts";
import { asWritten, findReindent } from "./reindent.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** The lines moved as those that are in the file once would have to be; undefined when they stand right. */
export function withLikelyIndentation(
  lines: readonly string[],
  file: FileLines,
  window: Window,
): readonly string[] | undefined {
  const counts = new Map<string, number>();
  const sayings = sayingsOf(lines);
  for (const saying of sayings) counts.set(saying, (counts.get(saying) ?? 0) + 1);
  const known = new Map<number, string>();
  for (const [index, saying] of sayings.entries()) {
    const places = (file.placesOf.get(saying) ?? []).filter((p) => p >= window.startLine && p < window.endLine);
    const [place] = places;
    const isOnce = place !== undefined && places.length === 1 && counts.get(saying) === 1 && hasWords(saying);
    if (isOnce) known.set(index, file.lines[place] ?? "");
  }
  const own = [...known.values()];
  const pairs = [...known].map(([index, text]) => ({ given: lines[index] ?? "", own: text }));
  const reindent = findReindent({ pairs, ends: [], given: lines, own, unit: file.unit });
  if (!reindent) return file.unit === undefined ? undefined : withBracketIndents(lines, known, file.unit);
  if (reindent === asWritten) return undefined;
  const moved = lines.map((line) => (isBlank(line) ? line : reindent(line)));
  return moved.every((line) => line !== undefined) ? moved : undefined;
}

/**
 * The lines as their brackets indent them, where that is how lines of `known` stand in the file; undefined where it
 * is not, or where the lines have an indentation.
 */
function withBracketIndents(
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

import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import type { Window } from "./chains.ts";
import type { FileLines } from "./fileLines.ts";
import { depthsByBrackets, isFlat } from "./depths.ts";
import { asWritten, findReindent } from "./reindent.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** The lines moved as those that are in the file once, and those beside them, have to be; undefined when they stand right. */
export function withLikelyIndentation(
  lines: readonly string[],
  file: FileLines,
  window: Window,
): readonly string[] | undefined {
  const counts = new Map<string, number>();
  const sayings = sayingsOf(lines);
  for (const saying of sayings) counts.set(saying, (counts.get(saying) ?? 0) + 1);
  const once = new Map<number, number>();
  for (const [index, saying] of sayings.entries()) {
    const all = (file.placesOf.get(saying) ?? []).filter((p) => p >= window.startLine && p < window.endLine);
    const [place] = all;
    const isOnce = place !== undefined && all.length === 1 && counts.get(saying) === 1 && hasWords(saying);
    if (isOnce) once.set(index, place);
  }
  const places = new Map(once);
  for (const [index, place] of once) {
    for (const step of [1, -1]) {
      let at = step;
      while (!places.has(index + at) && index + at in sayings && sayings[index + at] === file.sayings[place + at]) {
        places.set(index + at, place + at);
        at += step;
      }
    }
  }
  const known = new Map(
    [...places]
      .filter(([index]) => sayings[index] !== "")
      .toSorted(([a], [b]) => a - b)
      .map(([index, place]) => [index, file.lines[place] ?? ""]),
  );
  const first = withFirstLine(lines, known);
  if (first) return first;
  const own = [...known.values()];
  const pairs = [...known].map(([index, text]) => ({ given: lines[index] ?? "", own: text }));
  const reindent = findReindent({ pairs, ends: [], given: lines, own, unit: file.unit });
  if (!reindent) return file.unit === undefined ? undefined : withBracketIndents(lines, known, file.unit);
  if (reindent === asWritten) return undefined;
  const moved = lines.map((line) => (isBlank(line) ? line : reindent(line)));
  return moved.every((line) => line !== undefined) ? moved : undefined;
}

/** The lines with the indentation that only the first of them lost, where a text is copied from its first character on. */
function withFirstLine(lines: readonly string[], known: ReadonlyMap<number, string>): readonly string[] | undefined {
  const [first = "", ...rest] = lines;
  const own = known.get(0);
  if (own === undefined || indentOf(first) !== "" || indentOf(own) === "") return undefined;
  const others = [...known].filter(([index]) => index > 0);
  const areKept = others.every(([index, text]) => indentOf(text) === indentOf(lines[index] ?? ""));
  return others.length > 1 && areKept ? [indentOf(own) + first, ...rest] : undefined;
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

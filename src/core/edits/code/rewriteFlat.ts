import type { LineRange } from "../answer/fileAnswer.ts";
import type { TextRepair } from "../damage/textRepair.ts";
import { areAtMargin, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { toBare } from "../locate/documentLines.ts";
import { hasWords } from "../locate/similarity.ts";
import { countBreaks, indentsByStructure, stepsIn, stepsOutUnclosed } from "../locate/structure.ts";
import { bracketsOpenAfter, isFlat } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { frameOf } from "./frame.ts";
import type { Pairing, Placed, Rewritten } from "./rewrite.ts";

/**
 * The lines of an answer whose lines are all flat: those that the file has stay, and new ones stand where the brackets
 * and tags between two of these put them. Undefined where that is not certain.
 */
export function rewriteFlat(
  { part: { startLine, endLine, lines }, pairs }: Pairing,
  text: TextRepair,
  file: FileLines,
): Rewritten | undefined {
  const result: (number | string)[] = [];
  let run: string[] = [];
  let next = startLine;
  for (const [index, line] of [...lines, undefined].entries()) {
    const own = line === undefined ? endLine : pairs[index];
    const words = line === undefined ? "" : text.line(line);
    if (words === undefined) return undefined;
    if (own === undefined) {
      run.push(words);
      continue;
    }
    if (line !== undefined && toBare(words) !== toBare(file.lines[own] ?? "")) return undefined;
    const indented = between(run, next, own);
    if (!indented) return undefined;
    result.push(...indented);
    if (line !== undefined) result.push(own);
    [run, next] = [[], own + 1];
  }
  // Lines that the file has were perhaps moved instead.
  return isBroken(result, { startLine, endLine }, file) ? undefined : { startLine, endLine, lines: result };

  function between(added: readonly string[], from: number, to: number): readonly string[] | undefined {
    const gone = file.lines.slice(from, to).filter((line) => !isBlank(line));
    if (added.every(isBlank)) return gone.length === 0 || isSure(from - 1, to) ? added : undefined;
    if (added.some(isUnclear) || stepsOutUnclosed(file.lines.slice(from - 1, to + 1))) return undefined;
    return indentsByStructure(added, { startLine: from, endLine: to }, { ...file, unit: unitAround(from) });
  }

  function unitAround(at: number): string | undefined {
    const steps = stepsIn(file.lines.slice(Math.max(0, at - NEAR), at + NEAR));
    const counts = new Map<string, number>();
    for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? file.unit;
  }

  /** Whether the lines around what goes are no brackets, which other brackets could be as well. */
  function isSure(above: number, below: number): boolean {
    return [above, below].every((line) => hasWords(file.lines[line] ?? ""));
  }
}

/** Whether more lines than before stand where nothing puts them. */
function isBroken(lines: readonly (number | string)[], range: LineRange, file: FileLines): boolean {
  const { above = "", below = "" } = frameOf(range, file);
  const own = file.lines.slice(range.startLine, range.endLine);
  const texts = lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
  const steps = new Set([file.unit ?? "", ...stepsIn([above, ...own, below])]);
  const [ownBreaks = 0, breaks = 0] = [own, texts].map((all) => countBreaks([above, ...all, below], steps));
  return breaks > ownBreaks;
}

/** Whether a line is a directive, or has a bracket open in its middle, so that the next may stand anywhere. */
function isUnclear(line: string): boolean {
  return /^#\w/.test(line) || (bracketsOpenAfter([line]) !== 0 && !/^[})\]]|[{([]$/.test(line));
}

/** Whether the answer lost the indentation that showed what lies in a block: the file has it below the same line. */
export function isFlattened({ lines }: Placed, pairs: readonly (number | undefined)[], file: FileLines): boolean {
  if (!isFlat(lines)) return false;
  return lines.some((line, index) => {
    const own = pairs[index];
    return own !== undefined && opens(line) && isInside(file.lines, own) === true && isInside(lines, index) === false;
  });
}

const LEAST_PROOFS = 2;

/** Whether no line of an answer is indented, and lines that the file has show that they were. */
export function isAllFlat(pairings: readonly Pairing[], file: FileLines): boolean {
  const shown = pairings.flatMap(({ part: { lines }, pairs }) =>
    pairs.filter(
      (own, index) => own !== undefined && hasWords(lines[index] ?? "") && indentOf(file.lines[own] ?? "") !== "",
    ),
  );
  return shown.length >= LEAST_PROOFS && pairings.every(({ part: { lines } }) => areAtMargin(lines));
}

/** Lines within which the step of indentation is looked for. */
const NEAR = 60;

function opens(line: string): boolean {
  return /[{([:]$/.test(line.trimEnd());
}

/** Whether the line that follows is further in, or ends the block at once; undefined when none does. */
function isInside(lines: readonly string[], index: number): boolean | undefined {
  const next = lines.slice(index + 1, index + 20).find((line) => !isBlank(line));
  if (next === undefined) return undefined;
  return indentOf(next).length > indentOf(lines[index] ?? "").length || /^\s*[})\]]/.test(next);
}

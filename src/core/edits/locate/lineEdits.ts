import { diffArrays } from "diff";
import { commonIndent, indentationUnit, toUnit } from "../indentation.ts";
import { toBare, type DocumentLines } from "./documentLines.ts";
import type { Unplaced } from "./located.ts";
import { isAppliedAround } from "./miss.ts";
import type { Place } from "./place.ts";
import { hasWords, isComment, similarity } from "./similarity.ts";
import { NO_SHIFT, shiftLines, withUnits, type Shift } from "./shift.ts";

/** Lines from `startLine` to `endLine` (exclusive) of a document that become `lines`. */
export type LineEdit = { readonly startLine: number; readonly endLine: number; readonly lines: readonly string[] };

export type Changes = { readonly type: "changes"; readonly edits: readonly LineEdit[] };

/**
 * What a wanted change does to the lines of its place. Lines that the model only quotes stay as the document has them,
 * to the byte. A line that it changes but remembered wrongly is a refusal: what it wrote instead rests on something
 * that is not there.
 */
export function changesAt(place: Place, document: DocumentLines, text: string): Changes | Unplaced {
  const { wanted, startLine } = place;
  const missing = (reason: "already-applied" | "indentation" | "changed-lines-differ"): Unplaced => ({
    type: "missing",
    reason,
    nearest: { line: startLine },
  });
  if (wanted.original.length === 0) return inserted(place);
  if (place.how !== "alignment" && isAppliedAround(startLine, document, wanted)) return missing("already-applied");
  const shift = withUnitsWhereMoved(place, text);
  const before = shiftLines(wanted.original, shift);
  const after = reindented(place, shift, document, text);
  if (!before || !after) return missing("indentation");
  const edits: LineEdit[] = [];
  for (const { oldStart, oldEnd, lines } of differences(before, after)) {
    const range = rangeOf(oldStart, oldEnd, place, document);
    if (!range) return missing("changed-lines-differ");
    edits.push({ ...range, lines });
  }
  return { type: "changes", edits };
}

function inserted({ startLine, endLine, wanted }: Place): Changes {
  const edit = { startLine, endLine, lines: wanted.replacement };
  return { type: "changes", edits: wanted.replacement.length === 0 ? [] : [edit] };
}

function withUnitsWhereMoved({ how, shift, wanted }: Place, text: string): Shift {
  const isMoved = how !== "exact" && how !== "trailing-space" && shift.given !== shift.own;
  return isMoved ? withUnits(shift, [...wanted.original, ...wanted.replacement].join("\n"), text) : shift;
}

/**
 * The replacement's lines as they are to stand. A model may lose the indentation of one side only, so of the ways to
 * read them that one is taken in which most of the place's lines come back; first the one that the original was in.
 */
function reindented(place: Place, shift: Shift, document: DocumentLines, text: string): readonly string[] | undefined {
  const own = document.lines.slice(place.startLine, place.endLine);
  const { replacement } = place.wanted;
  const unit = indentationUnit(text);
  const converted = unit === undefined ? replacement : toUnit(replacement, unit, () => false, own);
  const base = { given: commonIndent(replacement), own: commonIndent(own), steps: undefined };
  const likely = shift === NO_SHIFT ? converted : shiftLines(replacement, shift);
  const readings = [likely, replacement, shiftLines(replacement, base)];
  const known = new Set(own.filter(hasWords));
  // A change of nothing but indentation is what it says where the original was there to the letter.
  const isPure = (lines: readonly string[]): boolean => shift === NO_SHIFT && lines.join("\n") === own.join("\n");
  const counts = readings.map((lines) =>
    lines && !isPure(lines) ? lines.filter((line) => known.has(line)).length : -1,
  );
  return readings[counts.indexOf(Math.max(...counts))];
}

type Difference = { readonly oldStart: number; readonly oldEnd: number; readonly lines: readonly string[] };

function differences(before: readonly string[], after: readonly string[]): readonly Difference[] {
  // Beyond this many changed lines the finer difference takes long and shows nothing.
  const parts = diffArrays([...before], [...after], { maxEditLength: 2_000 });
  if (!parts) return [{ oldStart: 0, oldEnd: before.length, lines: after }];
  const found: Difference[] = [];
  let line = 0;
  for (const { added, removed, value } of parts) {
    const oldEnd = added ? line : line + value.length;
    const last = found.at(-1);
    if ((added || removed) && last?.oldEnd === line) {
      found[found.length - 1] = { ...last, oldEnd, lines: added ? [...last.lines, ...value] : last.lines };
    } else if (added || removed) {
      found.push({ oldStart: line, oldEnd, lines: added ? value : [] });
    }
    line = oldEnd;
  }
  return found;
}

/** The document's lines for wanted lines that change; undefined when they are not the same lines, one after the other. */
function rangeOf(
  oldStart: number,
  oldEnd: number,
  { pairs, wanted, startLine, endLine }: Place,
  { bare }: DocumentLines,
): { readonly startLine: number; readonly endLine: number } | undefined {
  const isInsertion = oldStart === oldEnd;
  const start = !isInsertion || oldStart === 0 ? pairs[oldStart] : next(pairs[oldStart - 1]);
  const end = !isInsertion ? next(pairs[oldEnd - 1]) : oldEnd === pairs.length ? endLine : pairs[oldEnd];
  if (start === undefined || end === undefined || start < startLine || end - start !== oldEnd - oldStart)
    return undefined;
  for (let index = oldStart; index < oldEnd; index++) {
    const line = start + index - oldStart;
    const text = toBare(wanted.original[index] ?? "");
    const own = bare[line] ?? "";
    const isDrift = isComment(text) && similarity(text, own) > 0;
    if (pairs[index] !== line || (text !== own && !isDrift)) return undefined;
  }
  return { startLine: start, endLine: end };
}

function next(line: number | undefined): number | undefined {
  return line === undefined ? undefined : line + 1;
}

import type { LineRange } from "../answer/fileAnswer.ts";
import { findIndentRepair } from "../damage/indentRepair.ts";
import { sayingOf } from "../damage/textDamage.ts";
import type { LinePair, TextRepair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf, toUnit } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { differences, type Difference } from "./differences.ts";
import { toBare, type DocumentLines } from "./documentLines.ts";
import type { Missing, MissReason } from "./located.ts";
import { oldRange } from "./oldRange.ts";
import type { Place } from "./place.ts";
import type { Sides } from "./sides.ts";
import { indentsByStructure } from "./structure.ts";
import { hasWords } from "./similarity.ts";

/** Lines from `startLine` to `endLine` (exclusive) of a document that become `lines`. */
export type LineEdit = LineRange & { readonly lines: readonly string[] };

export type Changes = { readonly type: "changes"; readonly edits: readonly LineEdit[] };

/** Lines of a place's document and of the answer that say the same. */
export function pairsAt({ sides, pairs }: Place, { lines, sayings }: DocumentLines): readonly LinePair[] {
  return sides.oldLines.flatMap((given, index) => {
    const line = pairs[index];
    return line !== undefined && sayings[line] === sayingOf(given) ? [{ given, own: lines[line] ?? "" }] : [];
  });
}

/**
 * What a piece does to the lines of its place. Lines that it only quotes stay as the document has them, to the byte.
 * A line that it changes but that the document does not have is a refusal: what it writes instead rests on something
 * that is not there. `isMarked` says that every line was marked as kept, removed or added, so that both sides have
 * come the same way.
 */
export function changesAt(
  place: Place,
  document: DocumentLines,
  repair: TextRepair,
  isMarked: boolean,
): Changes | Missing {
  const { sides, startLine } = place;
  if (sides.oldLines.length === 0) {
    const { endLine } = place;
    return {
      type: "changes",
      edits: [{ startLine, endLine, lines: sides.newLines.map((line) => repair.line(line) ?? line) }],
    };
  }
  const readings = isMarked ? [asQuoted(place, document, repair)] : readingsOf(place, document, repair);
  const made = readings.map((reading) => (reading ? editsOf(reading, place, document, repair) : undefined));
  const own = new Set(document.lines.slice(startLine, place.endLine).filter(hasWords));
  const kept = made.map((changes) => (changes?.type === "changes" ? keptLines(changes.edits, own, place) : -1));
  return made[kept.indexOf(Math.max(...kept))] ?? made[0] ?? missing("indentation", place);
}

/** One way to take the new lines: what differs from the old ones, and each new line as it is to stand. */
type Reading = {
  readonly differences: readonly Difference[];
  /** Undefined when how a line is to stand is not certain. */
  readonly linesFor: (difference: Difference, range: LineRange) => readonly string[] | MissReason;
};

/** Both sides have come the same way: what is done to the old lines is done to the new ones. */
function asQuoted(place: Place, document: DocumentLines, repair: TextRepair): Reading {
  const { sides, startLine, endLine } = place;
  const own = document.lines.slice(startLine, endLine);
  const pairs = pairsAt(place, document).map(({ given, own: line }) => ({
    given: repair.line(given) ?? given,
    own: line,
  }));
  const indent = findIndentRepair(pairs, { given: unitOf(sides), own: document.unit });
  const repaired = sides.newLines.map((line) => repair.line(line));
  const known = repaired.map((line, index) => line ?? sides.newLines[index] ?? "");
  const converted =
    indent?.isNone && document.unit !== undefined ? toUnit(known, document.unit, () => false, own) : known;
  const placed = converted.map((line) => (isBlank(line) ? line : reindented(line, indent?.indent)));
  return {
    differences: differences(sides.oldLines, sides.newLines),
    linesFor: (difference, range) => {
      const { newStart, newEnd } = difference;
      if (repaired.slice(newStart, newEnd).includes(undefined)) return "escaped-backslashes";
      const lines = placed.slice(newStart, newEnd);
      const whole = lines.filter((line) => line !== undefined);
      if (whole.length === lines.length) return whole;
      return indentsByStructure(known.slice(newStart, newEnd), range, document) ?? "indentation";
    },
  };
}

/** The answer's step of indentation, as far as the piece shows it. */
function unitOf({ oldLines, newLines }: Sides): string | undefined {
  const lines = [...oldLines, ...newLines];
  const { length } = commonIndent(lines);
  return indentationUnit(lines.map((line) => line.slice(length)).join("\n"));
}

function reindented(line: string, indent: ((given: string) => string | undefined) | undefined): string | undefined {
  const given = indentOf(line);
  const own = indent?.(given);
  return own === undefined ? undefined : own + line.slice(given.length);
}

/**
 * A model may damage one side only, so of the ways to read them that one is taken in which most of the place's lines
 * come back; first the one in which both sides are alike.
 */
function readingsOf(place: Place, document: DocumentLines, repair: TextRepair): readonly (Reading | undefined)[] {
  const { sides, startLine, endLine, how } = place;
  const own = document.lines.slice(startLine, endLine);
  const before = sides.oldLines.map((line, index) => document.lines[place.pairs[index] ?? -1] ?? line);
  const [base, given] = [commonIndent(own), commonIndent(sides.newLines)];
  const moved = sides.newLines.map((line) => (isBlank(line) ? line : base + line.slice(given.length)));
  // A change of nothing but indentation is what it says where the old lines are there to the letter.
  const isPure = how === "exact" && moved.join("\n") === own.join("\n");
  return [
    asQuoted(place, document, repair),
    asWritten(before, sides.newLines, own),
    isPure ? undefined : asWritten(before, moved, own),
  ];
}

/** The new lines are as they are to stand: so says every line of the place that comes back. */
function asWritten(before: readonly string[], after: readonly string[], own: readonly string[]): Reading | undefined {
  const exact = new Set(own);
  const sayings = new Set(own.filter(hasWords).map(sayingOf));
  const same = after.filter((line) => sayings.has(sayingOf(line)));
  if (same.length === 0 || !same.every((line) => exact.has(line))) return undefined;
  return {
    differences: differences(before, after),
    linesFor: ({ newStart, newEnd }) => after.slice(newStart, newEnd),
  };
}

function editsOf(reading: Reading, place: Place, document: DocumentLines, repair: TextRepair): Changes | Missing {
  const edits: LineEdit[] = [];
  for (const difference of reading.differences) {
    const range = oldRange(difference, place, document);
    if (!range) return missing("changed-lines-differ", place);
    const differing = firstDiffering(difference, place, document, repair);
    if (differing) return missing(differing, place);
    const lines = reading.linesFor(difference, range);
    if (typeof lines === "string") return missing(lines, place);
    edits.push({ ...range, lines });
  }
  return { type: "changes", edits };
}

/** Why an old line that changes is not the document's line after all, though it says the same. */
function firstDiffering(
  { oldStart, oldEnd }: Difference,
  { sides, pairs }: Place,
  { lines }: DocumentLines,
  repair: TextRepair,
): MissReason | undefined {
  for (let index = oldStart; index < oldEnd; index++) {
    const given = sides.oldLines[index] ?? "";
    const own = lines[pairs[index] ?? -1] ?? "";
    if (toBare(repair.line(given) ?? given) !== toBare(own)) return reasonFor(given, own);
  }
  return undefined;
}

function reasonFor(given: string, own: string): MissReason {
  const both = given + own;
  if (/&(?:\w+|#\w+);/.test(both)) return "html-entities";
  if (/[\u2010-\u201F\u2026\u2032\u2033\u2212\u00AB\u00BB]/.test(both)) return "curly-quotes";
  if (/\\\\/.test(both)) return "escaped-backslashes";
  return /[^\t -~]/.test(both) ? "invisible-characters" : "changed-lines-differ";
}

function keptLines(edits: readonly LineEdit[], own: ReadonlySet<string>, { startLine, endLine }: Place): number {
  const replaced = edits.reduce((count, edit) => count + edit.endLine - edit.startLine, 0);
  const back = edits.reduce((count, { lines }) => count + lines.filter((line) => own.has(line)).length, 0);
  return endLine - startLine - replaced + back;
}

function missing(reason: MissReason, { startLine }: Place): Missing {
  return { type: "missing", reason, nearest: { line: startLine } };
}

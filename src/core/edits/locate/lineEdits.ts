import type { LineRange } from "../answer/fileAnswer.ts";
import { doubtAbout } from "../damage/doubt.ts";
import type { TextDamage } from "../damage/textDamage.ts";
import type { TextRepair } from "../damage/textRepair.ts";
import { isBlank } from "../lines.ts";
import type { Difference } from "./differences.ts";
import { toBare, type DocumentLines } from "./documentLines.ts";
import type { Missing, MissReason } from "./located.ts";
import { oldRange } from "./oldRange.ts";
import type { Place } from "./place.ts";
import type { Proofs } from "./proofs.ts";
import { asQuoted, asWritten, type Reading } from "./readings.ts";
import { hasWords } from "./similarity.ts";
import { withStrings } from "./stringLines.ts";

/** Lines from `startLine` to `endLine` (exclusive) of a document that become `lines`. */
export type LineEdit = LineRange & { readonly lines: readonly string[] };

export type Changes = { readonly type: "changes"; readonly edits: readonly LineEdit[] };

/**
 * What a piece does to the lines of its place. Lines that it only quotes stay as the document has them, to the byte.
 * A line that it changes but that the document does not have is a refusal: what it writes instead rests on something
 * that is not there. A model that wrote two texts, not a diff, may have damaged one of them only: of the ways to read
 * them that one is taken in which most of the place's lines come back, first the one in which both sides are alike.
 */
export function changesAt(place: Place, document: DocumentLines, proofs: Proofs): Changes | Missing {
  const { startLine, endLine, sides } = place;
  const quoted = asQuoted(place, document, proofs);
  if (isAnyOfTwo(quoted.differences, place, document, proofs.text)) return missing("changed-lines-differ", place);
  const isOneText = sides.marks !== undefined || place.how === "alignment" || sides.oldLines.length === 0;
  const readings = isOneText ? [quoted] : [quoted, ...asWritten(place, document, proofs)];
  const made = readings.map((reading) => editsOf(reading, place, document, proofs));
  const own = new Set(document.lines.slice(startLine, endLine).filter(hasWords));
  const kept = made.map((changes) => (changes.type === "changes" ? keptLines(changes.edits, own, place) : -1));
  return made[kept.indexOf(Math.max(...kept))] ?? missing("indentation", place);
}

/**
 * Whether two texts leave open which of equal lines is the one that stays, of which the document has the bytes, such as
 * spaces at its end.
 */
function isAnyOfTwo(
  found: readonly Difference[],
  { sides: { oldLines, newLines, marks }, pairs }: Place,
  { lines }: DocumentLines,
  repair: TextRepair,
): boolean {
  if (marks !== undefined) return false;
  const changed = new Set(
    found.flatMap(({ oldStart, oldEnd, newStart, newEnd }) => [
      ...oldLines.slice(oldStart, oldEnd),
      ...newLines.slice(newStart, newEnd),
    ]),
  );
  const isChanged = (index: number): boolean =>
    found.some(({ oldStart, oldEnd }) => oldStart <= index && index < oldEnd);
  return oldLines.some((given, index) => {
    const own = lines[pairs[index] ?? -1];
    if (own === undefined || !changed.has(given) || isChanged(index)) return false;
    const line = repair.line(given) ?? given;
    return isBlank(own) ? line !== own : line.trimStart() !== own.trimStart();
  });
}

const reasons: Readonly<Record<TextDamage, MissReason>> = {
  "odd-spaces": "invisible-characters",
  "zero-width": "invisible-characters",
  "trailing-space": "invisible-characters",
  "html-entities": "html-entities",
  "curly-quotes": "curly-quotes",
  dashes: "curly-quotes",
  ellipses: "curly-quotes",
  "escaped-backslashes": "escaped-backslashes",
};

function editsOf(reading: Reading, place: Place, document: DocumentLines, proofs: Proofs): Changes | Missing {
  const edits: LineEdit[] = [];
  for (const difference of reading.differences) {
    const range = place.sides.oldLines.length === 0 ? place : oldRange(difference, place, document);
    if (!range) return missing("changed-lines-differ", place);
    const added = place.sides.newLines.slice(difference.newStart, difference.newEnd);
    const doubt = doubtAbout(added, proofs.answer, proofs.given, proofs.text);
    const reason = firstDiffering(difference, place, document, proofs.text) ?? (doubt && reasons[doubt]);
    if (reason) return missing(reason, place);
    const lines = reading.linesFor(difference, range);
    if (typeof lines === "string") return missing(lines, place);
    const kept = withStrings(lines, difference, place, document);
    if (!kept) return missing("indentation", place);
    edits.push({ startLine: range.startLine, endLine: range.endLine, lines: kept });
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

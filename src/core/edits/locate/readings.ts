import type { LineRange } from "../answer/fileAnswer.ts";
import { sayingOf } from "../damage/textDamage.ts";
import { commonIndent, indentOf, isOfTheKind } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { differences, differencesOf, type Difference } from "./differences.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { MissReason } from "./located.ts";
import { newIndentation } from "./newIndentation.ts";
import type { Place } from "./place.ts";
import type { Proofs } from "./proofs.ts";
import { hasWords } from "./similarity.ts";

/** One way to take the new lines: what differs from the old ones, and each new line as it is to stand. */
export type Reading = {
  readonly differences: readonly Difference[];
  /** Why not, when how a line is to stand is not certain. */
  readonly linesFor: (difference: Difference, range: LineRange) => readonly string[] | MissReason;
};

/** Both sides have come the same way: what is done to the old lines is done to the new ones. */
export function asQuoted(place: Place, document: DocumentLines, proofs: Proofs): Reading {
  const { newLines } = place.sides;
  const indented = newIndentation(place, document, proofs);
  return {
    differences: differencesOf(place.sides),
    linesFor: ({ newStart, newEnd }, range) => {
      const given = newLines.slice(newStart, newEnd);
      const lines = given.map((line) => proofs.text.line(line)).filter((line) => line !== undefined);
      if (lines.length < given.length) return "escaped-backslashes";
      return indented(lines, range) ?? "indentation";
    },
  };
}

/**
 * The new lines are as they are to stand, or all of them moved to where the place begins: if every line of the place
 * that comes back says so.
 */
export function asWritten(place: Place, document: DocumentLines, { text }: Proofs): readonly Reading[] {
  const { sides, startLine, endLine, how } = place;
  const own = document.lines.slice(startLine, endLine);
  const before = sides.oldLines.map((line, index) => document.lines[place.pairs[index] ?? -1] ?? line);
  const written = sides.newLines.map((line) => text.line(line) ?? line);
  const [base, given] = [commonIndent(own), commonIndent(written)];
  const moved = written.map((line) => (isBlank(line) ? line : base + line.slice(given.length)));
  // Where the old lines are there to the letter the new ones are too, unless they have lost what the line above wants.
  const mayLose = given === "" && isWithin(document.lines.slice(0, startLine).findLast((line) => !isBlank(line)));
  const isLost = how !== "exact" || (mayLose && moved.join("\n") !== own.join("\n"));
  const isMoved = isLost && (base === "" || isOfTheKind(moved, own));
  return [written, ...(isMoved ? [moved] : [])]
    .filter((after) => comesBack(own, after))
    .map((after) => ({
      differences: differences(before, after),
      linesFor: ({ newStart, newEnd }) => after.slice(newStart, newEnd),
    }));
}

/** Whether lines below one are within something: it is indented, or opens a block or a tag. */
function isWithin(above = ""): boolean {
  return indentOf(above) !== "" || /[{([:,=>]$|\b(?:begin|do|else|then)$/.test(above.trimEnd()) || DECLARES.test(above);
}

const DECLARES = /^(?:class|def|module|if|unless|while|case)\b/;

function comesBack(own: readonly string[], after: readonly string[]): boolean {
  const exact = new Set(own);
  const sayings = new Set(own.filter(hasWords).map(sayingOf));
  const same = after.filter((line) => sayings.has(sayingOf(line)));
  // At the margin nothing can have been lost.
  return same.some((line) => indentOf(line) !== "") && same.every((line) => exact.has(line));
}

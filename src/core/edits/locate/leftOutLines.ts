import { sayingOf } from "../damage/textDamage.ts";
import { isElisionLine } from "../elisions.ts";
import type { PieceReplacement } from "../parse/blockEdit.ts";
import { runsOf, withoutTrailingSpace, type DocumentLines } from "./documentLines.ts";
import { hasWords } from "./similarity.ts";

/**
 * The piece with the document's lines for each line that both sides leave code out with, where the lines above and
 * below it each stand in one place of the document; at an end of the piece it stands for nothing. Undefined where that
 * is not so.
 */
export function withLeftOutLines(piece: PieceReplacement, document: DocumentLines): PieceReplacement | undefined {
  // Read another way it would have other lines.
  const { otherwise: _, ...plain } = piece;
  let current: PieceReplacement = plain;
  for (let from = 0; ;) {
    const at = current.oldLines.findIndex((line, index) => index >= from && isLeftOut(line, document));
    if (at === -1) return from === 0 ? piece : current;
    const range = leftOutRange(current.oldLines, at, document);
    const expanded = range && expandedAt(current, at, document.lines.slice(...range));
    if (!expanded) return undefined;
    current = expanded;
    from = at + 1;
  }
}

function isLeftOut(line: string, document: DocumentLines): boolean {
  return isElisionLine(line) && !document.linesOf.has(sayingOf(line));
}

/** What lies between the lines above and below row `at`; nothing at an end. */
function leftOutRange(
  rows: readonly string[],
  at: number,
  document: DocumentLines,
): readonly [from: number, end: number] | undefined {
  const next = rows.findIndex((line, index) => index > at && isLeftOut(line, document));
  const [above, below] = [rows.slice(0, at), rows.slice(at + 1, next === -1 ? rows.length : next)];
  if (above.length === 0 || below.length === 0) return [0, 0];
  const [start, end] = [above, below].map((lines) => onlyRun(lines, document));
  return start === undefined || end === undefined || start + above.length > end
    ? undefined
    : [start + above.length, end];
}

function onlyRun(lines: readonly string[], { trimmed }: DocumentLines): number | undefined {
  const runs = lines.some(hasWords) ? runsOf(lines.map(withoutTrailingSpace), trimmed) : [];
  return runs.length === 1 ? runs[0] : undefined;
}

/** With `lines` for row `at` of the old lines on both sides; undefined unless that row is one that stays. */
function expandedAt(piece: PieceReplacement, at: number, lines: readonly string[]): PieceReplacement | undefined {
  const { oldLines, newLines, marks } = piece;
  const row = marks === undefined ? undefined : rowOf(marks, at);
  const newAt = row === undefined ? onlyIndex(newLines, oldLines[at] ?? "", oldLines) : row.newAt;
  if (newAt === undefined || newLines[newAt] !== oldLines[at] || (row && row.mark !== " ")) return undefined;
  return {
    ...piece,
    oldLines: oldLines.toSpliced(at, 1, ...lines),
    newLines: newLines.toSpliced(newAt, 1, ...lines),
    ...(marks !== undefined &&
      row && { marks: marks.slice(0, row.index) + " ".repeat(lines.length) + marks.slice(row.index + 1) }),
  };
}

/** Where a line stands that is in both texts once; several of them cannot be told apart. */
function onlyIndex(lines: readonly string[], line: string, others: readonly string[]): number | undefined {
  const isOnly = [lines, others].every((each) => each.filter((other) => other === line).length === 1);
  return isOnly ? lines.indexOf(line) : undefined;
}

/** The row of a diff that has old line `at`, and which new line it has. */
function rowOf(marks: string, at: number): { readonly index: number; readonly mark: string; readonly newAt: number } {
  let [oldAt, newAt, index] = [0, 0, 0];
  for (; index < marks.length; index++) {
    if (marks[index] !== "+" && oldAt++ === at) break;
    if (marks[index] !== "-") newAt++;
  }
  return { index, mark: marks[index] ?? "", newAt };
}

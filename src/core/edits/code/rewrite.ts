import { diffArrays } from "diff";
import { findRepair } from "../damage/repair.ts";
import { sayingOf } from "../damage/textDamage.ts";
import { findTextRepair, type LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { withoutTrailingSpace } from "../locate/documentLines.ts";
import { hasWords } from "../locate/similarity.ts";
import type { FileLines } from "./fileLines.ts";

/** Lines of an answer that stand for lines `startLine` to `endLine` (exclusive) of the file. */
export type Placed = { readonly startLine: number; readonly endLine: number; readonly lines: readonly string[] };

/** What stands there afterwards: lines of the file by their number, and new ones. */
export type Rewritten = {
  readonly startLine: number;
  readonly endLine: number;
  readonly lines: readonly (number | string)[];
};

/**
 * The answer's lines as they are to stand in the file: those that both have stay as the file has them, and damage
 * that they prove is undone in the others. Undefined when a new line cannot be what the answer says.
 */
export function rewrite(placed: readonly Placed[], file: FileLines): readonly Rewritten[] | undefined {
  const pairings = placed.map((part) => ({ part, pairs: pairLines(part, file) }));
  const proofs = pairings.flatMap(({ part, pairs }) => proofsOf(part, pairs, file));
  const restore = restorer(pairings, proofs, file);
  if (pairings.some(({ part, pairs }) => isUnproven(part, pairs, restore, file))) return undefined;
  const keepsSpace = proofs.some(({ given, own }) => /[ \t]$/.test(given) && given.trimStart() === own.trimStart());
  const rewritten: Rewritten[] = [];
  for (const { part, pairs } of pairings) {
    const lines: (number | string)[] = [];
    for (const [index, given] of part.lines.entries()) {
      const own = pairs[index];
      const text = restore(given);
      const ownText = own === undefined ? undefined : file.lines[own];
      const isSame =
        ownText !== undefined &&
        text !== undefined &&
        (text === ownText || (!keepsSpace && withoutTrailingSpace(text) === withoutTrailingSpace(ownText)));
      if (isSame && own !== undefined) lines.push(own);
      else if (text !== undefined) lines.push(text);
      else return undefined;
    }
    rewritten.push({ startLine: part.startLine, endLine: part.endLine, lines });
  }
  return rewritten;
}

type Pairing = { readonly part: Placed; readonly pairs: readonly (number | undefined)[] };

/** For each line its line in the file, where both say the same. */
export function pairLines({ startLine, endLine, lines }: Placed, file: FileLines): readonly (number | undefined)[] {
  const given = lines.map(sayingOf);
  const own = file.sayings.slice(startLine, endLine);
  const pairs = Array.from<number | undefined>({ length: given.length });
  let top = 0;
  while (top < Math.min(given.length, own.length) && given[top] === own[top]) pairs[top] = startLine + top++;
  let bottom = 0;
  while (bottom < Math.min(given.length, own.length) - top && given.at(-1 - bottom) === own.at(-1 - bottom)) {
    pairs[given.length - 1 - bottom] = endLine - 1 - bottom++;
  }
  const parts = diffArrays(own.slice(top, own.length - bottom), given.slice(top, given.length - bottom), {
    maxEditLength: 4_000,
  });
  let line = startLine + top;
  let index = top;
  for (const { added, removed, value } of parts ?? []) {
    if (!added && !removed) for (let step = 0; step < value.length; step++) pairs[index + step] = line + step;
    if (!added) line += value.length;
    if (!removed) index += value.length;
  }
  return pairs;
}

/** Whether a line would be the file's but for characters that damage changes, and nothing proves that it is damage. */
function isUnproven(
  { lines }: Placed,
  pairs: readonly (number | undefined)[],
  restore: Restore,
  file: FileLines,
): boolean {
  return lines.some((given, index) => {
    const own = pairs[index];
    const text = restore(given);
    return own !== undefined && text !== undefined && text.trim() !== file.bare[own]?.trim();
  });
}

/** The pairs that can hardly be wrong: lines that are there once, else all with words. */
function proofsOf(part: Placed, pairs: readonly (number | undefined)[], file: FileLines): readonly LinePair[] {
  const counts = new Map<string, number>();
  const count = (saying: string): void => void counts.set(saying, (counts.get(saying) ?? 0) + 1);
  const sayings = part.lines.map(sayingOf);
  for (const saying of new Set(sayings)) counts.set(saying, 0);
  for (let line = part.startLine; line < part.endLine; line++) count(file.sayings[line] ?? "");
  for (const saying of sayings) count(saying);
  const all = pairs.flatMap((own, index) => {
    const saying = sayings[index] ?? "";
    return own === undefined || !hasWords(saying)
      ? []
      : [{ given: part.lines[index] ?? "", own: file.lines[own] ?? "", isSure: counts.get(saying) === 2 }];
  });
  const sure = all.filter(({ isSure }) => isSure);
  return sure.length >= 2 ? sure : all;
}

type Restore = (line: string) => string | undefined;

function restorer(pairings: readonly Pairing[], proofs: readonly LinePair[], file: FileLines): Restore {
  const text = findTextRepair(proofs, 2);
  const given = pairings.flatMap(({ part }) => part.lines);
  const own = pairings.flatMap(({ part }) => file.lines.slice(part.startLine, part.endLine));
  const words: Restore = (line) => text.line(line);
  if (isMovedAsWritten(given, own, proofs)) return words;
  const repair = findRepair(proofs, 2, indentationUnit(file.text));
  if (!repair) return words;
  if (!repair.damages.includes("indentation")) return (line) => repair.line(line);
  const isCertain = given.every((line) => isBlank(line) || repair.line(line) !== undefined);
  if (isCertain) return (line) => repair.line(line);
  return commonIndent(given) === commonIndent(own) ? words : (line) => repair.line(line);
}

/**
 * Whether indentation is the answer's own: some lines stay where they are, or all moved by the same while the whole
 * stays: code that was put into a block, or out.
 */
function isMovedAsWritten(given: readonly string[], own: readonly string[], proofs: readonly LinePair[]): boolean {
  const stays = proofs.some((pair) => indentOf(pair.given).length > 1 && indentOf(pair.given) === indentOf(pair.own));
  if (stays) return true;
  if (commonIndent(given) !== commonIndent(own)) return false;
  const moves = new Set(proofs.map((pair) => indentOf(pair.given).length - indentOf(pair.own).length));
  const kinds = new Set(proofs.flatMap((pair) => [indentOf(pair.given)[0], indentOf(pair.own)[0]]));
  kinds.delete(undefined);
  return moves.size === 1 && kinds.size === 1;
}

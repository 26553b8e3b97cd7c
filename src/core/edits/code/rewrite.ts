import { findTextRepair, type LinePair, type TextRepair } from "../damage/textRepair.ts";
import { indentOf } from "../indentation.ts";
import { withoutTrailingSpace } from "../locate/documentLines.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import type { FileLines } from "./fileLines.ts";
import { withFirstIndent } from "./firstIndent.ts";
import { frameOf } from "./frame.ts";
import { pairsOf } from "./linePairs.ts";
import { asWritten, findReindent, type Reindent } from "./reindent.ts";
import { isAllFlat, isFlattened, rewriteFlat } from "./rewriteFlat.ts";
import { sayingsOf } from "./sayingOfLine.ts";

/** Lines of an answer that stand for lines `startLine` to `endLine` (exclusive) of the file. */
export type Placed = {
  readonly startLine: number;
  readonly endLine: number;
  readonly lines: readonly string[];
  /** For each line its line in the file, where that is known. */
  readonly pairs?: readonly (number | undefined)[];
  /** The first and the last line are not there to show the place, and may be moved like any other. */
  readonly isFree?: true;
};

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
  const pairings = placed.map((written) => {
    const pairs = written.pairs ?? pairLines(written, file);
    return { part: withFirstIndent(written, pairs, file), pairs };
  });
  const proofs = pairings.flatMap(({ part, pairs }) => proofsOf(part, pairs, file));
  const textRepair = findTextRepair(proofs, 2);
  const restore = restorer(pairings, proofs, textRepair, file);
  if (!restore || pairings.some(({ part, pairs }) => isFlattened(part, pairs, file))) {
    if (!isAllFlat(pairings, file)) return undefined;
    const flat = pairings.map((pairing) => rewriteFlat(pairing, textRepair, file));
    return flat.every((part) => part !== undefined) ? flat : undefined;
  }
  if (pairings.some(({ part, pairs }) => isUnproven(part, pairs, restore, file))) return undefined;
  if (pairings.some((pairing) => hasMovedEnd(pairing, restore, file))) return undefined;
  const keepsSpace =
    !textRepair.damages.includes("trailing-space") &&
    pairings.some(({ part, pairs }) => hasKeptSpace(part, pairs, file));
  const rewritten: Rewritten[] = [];
  for (const { part, pairs } of pairings) {
    const lines: (number | string)[] = [];
    for (const [index, given] of part.lines.entries()) {
      const own = pairs[index];
      const text = restore.line(given);
      const ownText = own === undefined ? undefined : file.lines[own];
      const isSame =
        ownText !== undefined &&
        text !== undefined &&
        ((isBlank(given) && (restore.isMoved || given === ownText)) ||
          text === ownText ||
          (!keepsSpace && text === withoutTrailingSpace(ownText)));
      if (isSame && own !== undefined) lines.push(own);
      else if (text !== undefined) lines.push(text);
      else return undefined;
    }
    rewritten.push({ startLine: part.startLine, endLine: part.endLine, lines });
  }
  return rewritten;
}

/** A part with, for each of its lines, its line in the file. */
export type Pairing = { readonly part: Placed; readonly pairs: readonly (number | undefined)[] };

/** For each line its line in the file, where both say the same. */
export function pairLines({ startLine, endLine, lines }: Placed, file: FileLines): readonly (number | undefined)[] {
  const given = sayingsOf(lines);
  const own = file.sayings.slice(startLine, endLine);
  return pairsOf(given, own).map((line) => (line === undefined ? undefined : startLine + line));
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
    const text = restore.line(given);
    return own !== undefined && text !== undefined && text.trim() !== file.lines[own]?.trim();
  });
}

/** Whether the answer has spaces at the end of a line as the file has them, so that it lost none. */
function hasKeptSpace({ lines }: Placed, pairs: readonly (number | undefined)[], file: FileLines): boolean {
  return lines.some((given, index) => {
    const own = pairs[index];
    if (!given.endsWith(" ") && !given.endsWith("\t")) return false;
    const end = /[ \t]+$/.exec(given)?.[0];
    return own !== undefined && end !== undefined && /[ \t]*$/.exec(file.lines[own] ?? "")?.[0] === end;
  });
}

/** The pairs that can hardly be wrong: lines that are there once and those beside them, else all with words. */
function proofsOf(part: Placed, pairs: readonly (number | undefined)[], file: FileLines): readonly LinePair[] {
  const counts = new Map<string, number>();
  const count = (saying: string): void => void counts.set(saying, (counts.get(saying) ?? 0) + 1);
  const sayings = sayingsOf(part.lines);
  for (const saying of new Set(sayings)) counts.set(saying, 0);
  for (let line = part.startLine; line < part.endLine; line++) count(file.sayings[line] ?? "");
  for (const saying of sayings) count(saying);
  const areSure = sayings.map(
    (saying, index) => pairs[index] !== undefined && counts.get(saying) === 2 && hasWords(saying),
  );
  const isSure = (index: number): boolean => areSure[index] === true;
  const isBeside = (index: number, step: 1 | -1): boolean => {
    let at = index;
    while (pairs[at] !== undefined && pairs[at + step] === (pairs[at] ?? 0) + step && !isSure(at)) at += step;
    return isSure(at);
  };
  const toPair = (index: number): readonly LinePair[] => {
    const own = pairs[index];
    return own === undefined || sayings[index] === ""
      ? []
      : [{ given: part.lines[index] ?? "", own: file.lines[own] ?? "" }];
  };
  const indexes = [...pairs.keys()];
  const { length } = pairs;
  const moved = indexes.findIndex((index) => pairs[index] !== part.startLine + index);
  const movedBelow = indexes.findLastIndex((index) => pairs[index] !== part.endLine - length + index);
  const isAtEnd = (index: number): boolean => part.isFree === true && (index < moved || index > movedBelow);
  const sure = indexes
    .filter((index) => isSure(index) || isBeside(index, 1) || isBeside(index, -1) || isAtEnd(index))
    .flatMap(toPair);
  return sure.length >= 2 ? sure : indexes.filter((index) => hasWords(sayings[index] ?? "")).flatMap(toPair);
}

type Restore = {
  readonly line: Reindent;
  /** Whether the answer's indentation is not the file's; then nothing is known of lines that have nothing else. */
  readonly isMoved: boolean;
};

function restorer(
  pairings: readonly Pairing[],
  proofs: readonly LinePair[],
  text: TextRepair,
  file: FileLines,
): Restore | undefined {
  const repaired = (pairs: readonly LinePair[]): readonly LinePair[] =>
    pairs.map(({ given, own }) => ({ given: text.line(given) ?? given, own }));
  const free = pairings.find(({ part }) => part.isFree)?.part;
  const reindent = findReindent({
    pairs: repaired(proofs),
    ends: repaired(pairings.flatMap((pairing) => endsOf(pairing, file))),
    given: pairings.flatMap(({ part }) => part.lines),
    own: pairings.flatMap(({ part }) => file.lines.slice(part.startLine, part.endLine)),
    unit: file.unit,
    ...(free && { frame: frameOf(free, file) }),
  });
  return (
    reindent && {
      line: (line) => {
        const words = text.line(line);
        return words === undefined ? undefined : reindent(words);
      },
      isMoved: reindent !== asWritten,
    }
  );
}

/** The first and the last line of a part, when they say what the file's first and last line there do. */
function endsOf({ part, pairs }: Pairing, file: FileLines): readonly LinePair[] {
  if (part.isFree) return [];
  return [0, pairs.length - 1].flatMap((index) => {
    const own = pairs[index];
    return own === undefined ? [] : [{ given: part.lines[index] ?? "", own: file.lines[own] ?? "" }];
  });
}

/** Whether an end of a quoted part would not stand where it stands in the file. */
function hasMovedEnd(pairing: Pairing, restore: Restore, file: FileLines): boolean {
  return endsOf(pairing, file).some(({ given, own }) => {
    const text = restore.line(given);
    return text === undefined || indentOf(text) !== indentOf(own);
  });
}

import type { LineRange } from "../answer/fileAnswer.ts";
import { findIndentRepair, type IndentRepair } from "../damage/indentRepair.ts";
import type { LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf, isOfTheKind, toUnit } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";
import { repairedPairs, type Proofs } from "./proofs.ts";
import type { Sides } from "./sides.ts";
import { indentsByStructure, isRegular } from "./structure.ts";

/** New lines, without damage to their text, as they stand at lines of the document; undefined when that is not certain. */
type Indented = (lines: readonly string[], range: LineRange) => readonly string[] | undefined;

/**
 * What is done to the indentation of a piece's new lines: what makes the file's indentation of that of its old ones;
 * where these are all at the margin, what the other pieces show. Where it was lost, what brackets say.
 */
export function newIndentation(place: Place, document: DocumentLines, proofs: Proofs): Indented {
  const pairs = repairedPairs(place, document, proofs.text);
  const code = codeIndents(place.sides);
  const units = {
    given: unitOf(code),
    get own() {
      return document.unit;
    },
    indents: code,
  };
  const isFlat = new Set(code).size < 2;
  const byStructure: Indented = (lines, range) => (isFlat ? indentsByStructure(lines, range, document) : undefined);
  const repair = findIndentRepair(pairs, units, proofs.pairs);
  if (!repair) return byStructure;
  if (!repair.isNone) return byLine(repair, document, pairs, isFlat);
  const others = findIndentRepair(proofs.pairs, units);
  if (pairs.some(isIndented) || (others?.isNone && proofs.pairs.some(isIndented))) {
    return (lines, range) => {
      if (
        isOfTheKind(
          lines,
          (others?.isNone ? proofs.pairs : pairs).map(({ own }) => own),
        )
      )
        return lines;
      const converted = inUnit(lines, place, document);
      return isOfTheFile(converted, document) ? converted : byStructure(lines, range);
    };
  }
  if (others && !others.isNone) return byLine(others, document, proofs.pairs, isFlat);
  return (lines, range) => {
    if (isRegular(lines, range, document)) return lines;
    if (!others) return byStructure(lines, range);
    return scaled(lines, range, document) ?? (!isFlat && isOfTheFile(lines, document) ? lines : undefined);
  };
}

/**
 * Where the answer shows one depth only, it may have lost the others or its steps may be of another width: brackets
 * have to agree with what is made of the lines then.
 */
function byLine(
  { indent, converts }: IndentRepair,
  document: DocumentLines,
  pairs: readonly LinePair[],
  isFlat: boolean,
): Indented {
  const depths = new Set(pairs.filter(({ own }) => !isBlank(own)).map(({ given }) => indentOf(given))).size;
  const isCertain = depths > 1 || !(isFlat || converts);
  return (lines, range) => {
    const result = lines.map((line) => reindented(line, indent)).filter((line) => line !== undefined);
    if (result.length === lines.length && (isCertain || isRegular(result, range, document))) return result;
    const byStructure = isFlat || converts ? indentsByStructure(lines, range, document) : undefined;
    return byStructure && (isFlat || isAlike(lines, byStructure)) ? byStructure : undefined;
  };
}

/** Whether lines that are equally indented in the one are so in the other. */
function isAlike(lines: readonly string[], others: readonly string[]): boolean {
  const depths = lines.flatMap((line, index) =>
    isBlank(line) ? [] : [[indentOf(line), indentOf(others[index] ?? "")]],
  );
  return [0, 1].every((side) => new Set(depths.map((depth) => depth[side])).size === new Set(depths.map(String)).size);
}

function reindented(line: string, indent: (given: string) => string | undefined): string | undefined {
  if (isBlank(line)) return line;
  const given = indentOf(line);
  const own = indent(given);
  return own === undefined ? undefined : own + line.slice(given.length);
}

/** Tabs for spaces or the other way round, where that is certain. */
function inUnit(lines: readonly string[], { startLine, endLine }: Place, { lines: all, unit }: DocumentLines) {
  return unit === undefined ? lines : toUnit(lines, unit, () => false, all.slice(startLine, endLine));
}

/** Whether no line is indented with tabs in a file without any, or with spaces in one that has tabs only. */
function isOfTheFile(lines: readonly string[], document: DocumentLines): boolean {
  const indents = document.lines.filter((line) => !isBlank(line)).map(indentOf);
  const uses = (part: string): boolean => indents.some((indent) => indent.includes(part));
  const isOdd = (part: string): boolean => lines.some((line) => !isBlank(line) && indentOf(line).includes(part));
  return !(uses("  ") && !uses("\t") && isOdd("\t")) && !(uses("\t") && !uses("  ") && isOdd("  "));
}

/** In the file's own steps, where it has no others and that puts every line where brackets want it. */
function scaled(lines: readonly string[], range: LineRange, document: DocumentLines): readonly string[] | undefined {
  const given = indentationUnit(lines.join("\n"));
  if (document.unit === undefined || given === undefined || !hasOneStep(document)) return undefined;
  const repair = findIndentRepair(
    [
      { given: ".", own: "." },
      { given: `${given}.`, own: `${document.unit}.` },
    ],
    { given, own: document.unit },
  );
  const result = repair && lines.map((line) => reindented(line, repair.indent)).filter((line) => line !== undefined);
  return result?.length === lines.length && isRegular(result, range, document) ? result : undefined;
}

function hasOneStep({ lines, unit = "" }: DocumentLines): boolean {
  return lines.every((line) => {
    const indent = isBlank(line) || /^\s*\*/.test(line) ? "" : indentOf(line);
    return indent.replaceAll(unit, "") === "";
  });
}

function isIndented({ given, own }: LinePair): boolean {
  return !isBlank(own) && indentOf(given) + indentOf(own) !== "";
}

/** How the piece's lines are indented; the inside of a block comment is no step. */
function codeIndents({ oldLines, newLines }: Sides): readonly string[] {
  return [...oldLines, ...newLines].filter((line) => !isBlank(line) && !/^\s*\*/.test(line)).map(indentOf);
}

/** The answer's step of indentation, as far as the piece shows it. */
function unitOf(all: readonly string[]): string | undefined {
  const indents = [...new Set(all)];
  const { length } = indents.length === 0 ? "" : commonIndent(indents.map((indent) => `${indent}.`));
  const rests = indents.map((indent) => indent.slice(length)).filter((rest) => rest !== "");
  const step = rests.map((rest) => rest.length).reduce(greatestCommonDivisor, 0);
  const isOneKind = new Set(rests.join("").split("")).size === 1;
  return isOneKind ? rests[0]?.slice(0, step) : undefined;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

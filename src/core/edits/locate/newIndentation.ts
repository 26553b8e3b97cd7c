import type { LineRange } from "../answer/fileAnswer.ts";
import { findIndentRepair } from "../damage/indentRepair.ts";
import type { LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentationUnit, indentOf, toUnit } from "../indentation.ts";
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
  const units = {
    given: unitOf(place.sides),
    get own() {
      return document.unit;
    },
  };
  const repair = findIndentRepair(pairs, units, proofs.pairs);
  if (!repair) return (lines, range) => indentsByStructure(lines, range, document);
  if (!repair.isNone) return byLine(repair.indent, document, pairs);
  const others = findIndentRepair(proofs.pairs, units);
  if (pairs.some(isIndented) || (others?.isNone && proofs.pairs.some(isIndented))) {
    return (lines, range) => {
      if (isOfTheKind(lines, pairs)) return lines;
      const converted = inUnit(lines, place, document);
      return isOfTheFile(converted, document) ? converted : indentsByStructure(lines, range, document);
    };
  }
  if (others && !others.isNone) return byLine(others.indent, document, proofs.pairs);
  return (lines, range) => {
    if (isRegular(lines, range, document)) return lines;
    return others ? scaled(lines, range, document) : indentsByStructure(lines, range, document);
  };
}

/** Where the lines that are known show few depths, brackets have to agree with what is made of others. */
function byLine(
  indent: (given: string) => string | undefined,
  document: DocumentLines,
  pairs: readonly LinePair[],
): Indented {
  const known = new Set(pairs.filter(({ own }) => !isBlank(own)).map(({ given }) => indentOf(given)));
  const isKnown = (line: string): boolean => isBlank(line) || known.has(indentOf(line));
  return (lines, range) => {
    const result = lines.map((line) => reindented(line, indent)).filter((line) => line !== undefined);
    const isCertain = known.size > 2 || (known.size === 2 && lines.every(isKnown));
    const isRight = result.length === lines.length && (isCertain || isRegular(result, range, document));
    return isRight ? result : indentsByStructure(lines, range, document);
  };
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

/** Whether the lines are indented with what the lines around them are indented with. */
function isOfTheKind(lines: readonly string[], pairs: readonly LinePair[]): boolean {
  const kinds = pairs.map(({ own }) => (isBlank(own) ? "" : indentOf(own))).join("");
  return lines.every(
    (line) =>
      isBlank(line) ||
      indentOf(line)
        .split("")
        .every((kind) => kinds.includes(kind)),
  );
}

/** Whether no line is indented with tabs in a file without any, or with spaces in one that has tabs only. */
function isOfTheFile(lines: readonly string[], document: DocumentLines): boolean {
  const indents = document.lines.filter((line) => !isBlank(line)).map(indentOf);
  const uses = (part: string): boolean => indents.some((indent) => indent.includes(part));
  const isOdd = (part: string): boolean => lines.some((line) => !isBlank(line) && indentOf(line).includes(part));
  return !(uses("  ") && !uses("\t") && isOdd("\t")) && !(uses("\t") && !uses("  ") && isOdd("  "));
}

/** In the file's own steps, when that puts every line where brackets want it. */
function scaled(lines: readonly string[], range: LineRange, document: DocumentLines): readonly string[] | undefined {
  const given = indentationUnit(lines.join("\n"));
  if (document.unit === undefined || given === undefined) return undefined;
  const repair = findIndentRepair([{ given: `${given}.`, own: `${document.unit}.` }], { given, own: document.unit });
  const result = repair && lines.map((line) => reindented(line, repair.indent)).filter((line) => line !== undefined);
  return result?.length === lines.length && isRegular(result, range, document) ? result : undefined;
}

function isIndented({ given, own }: LinePair): boolean {
  return !isBlank(own) && indentOf(given) + indentOf(own) !== "";
}

/** The answer's step of indentation, as far as the piece shows it; the inside of a block comment is none. */
function unitOf({ oldLines, newLines }: Sides): string | undefined {
  const lines = [...oldLines, ...newLines].filter((line) => !isBlank(line) && !/^\s*\*/.test(line));
  const { length } = commonIndent(lines);
  const rests = lines.map((line) => indentOf(line).slice(length)).filter((rest) => rest !== "");
  const step = rests.map((rest) => rest.length).reduce(greatestCommonDivisor, 0);
  const isOneKind = new Set(rests.join("").split("")).size === 1;
  return isOneKind ? rests[0]?.slice(0, step) : undefined;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

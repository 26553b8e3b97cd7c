import { isBlank } from "../lines.ts";
import { isComment } from "../locate/similarity.ts";
import type { CodeSymbol, ParsedText, SyntaxParser } from "../../ports/syntax.ts";
import type { FileLines } from "./fileLines.ts";
import { withoutBlankEnds } from "./outline.ts";
import { linesNaming } from "./partialText.ts";
import { sayingOfLine } from "./sayingOfLine.ts";
import { ANNOTATION } from "./signs.ts";

/** Lines of a block that declare one name, with the comments above, and the lines of the file that do. */
export type Declared = {
  readonly lines: readonly string[];
  readonly startLine: number;
  readonly endLine: number;
};

export type Declarations =
  | {
      readonly type: "declared";
      readonly parts: readonly Declared[];
      /** Whether one of them is new to the file. */
      readonly hasNew: boolean;
      /** The file's lines, as far as they were parsed; the others are blank. */
      readonly parsed: readonly string[];
    }
  /** Lines where a name is declared that is there several times. */
  | {
      readonly type: "ambiguous";
      readonly places: readonly { readonly startLine: number; readonly endLine: number }[];
    };

/** A symbol of the file with its parents' names. */
type Known = { readonly symbol: CodeSymbol; readonly path: readonly string[] };

/**
 * Where the declarations that a block consists of stand in the file. Undefined when the block has anything else, or a
 * name that the file does not declare and that does not follow one that it does. `container` are lines of the file
 * that the block has to lie in.
 */
export function findDeclarations(
  lines: readonly string[],
  file: FileLines,
  parser: SyntaxParser,
  container: { readonly startLine: number; readonly endLine: number },
): Declarations | undefined {
  const given = declarationsIn(lines, parser);
  // To parse the file takes long; without the first name nothing in it can be meant.
  if (!given?.[0] || !isNamedIn(given[0], file)) return undefined;
  const names = given.map(({ name }) => name);
  const parsed = linesNaming(names, file, parser);
  const known = flatten(parser.parse(parsed.join("\n")).symbols, []).filter(
    ({ symbol }) => symbol.startLine >= container.startLine && symbol.endLine <= container.endLine,
  );
  const parts: Declared[] = [];
  let hasNew = false;
  for (const [index, { name, start, end, count }] of given.entries()) {
    const found = groupsOf(known.filter(({ symbol }) => symbol.name === name));
    const part = lines.slice(start, end);
    const likely = found.length > 1 ? found.filter((group) => hasHead(group, part, file)) : found;
    const [only] = likely;
    if (likely.length > 1 || (found.length > 1 && !only)) {
      return { type: "ambiguous", places: found.map(rangeOf) };
    }
    if (!only || only.length !== count) {
      const last = parts.at(-1);
      // A new declaration stands behind the one that it follows in the block.
      const head = part.find((line) => !isRemark(line) && line.includes(name)) ?? "";
      // Parsers have no symbols for all that is declared within another one.
      if (only || !last || index === 0 || file.placesOf.has(sayingOfLine(head))) return undefined;
      parts[parts.length - 1] = { ...last, lines: [...last.lines, ...gapBefore(lines, start), ...part] };
      hasNew = true;
      continue;
    }
    const placed = toPart(part, only, file);
    if (!placed) return undefined;
    parts.push(placed);
  }
  return { type: "declared", parts: joined(parts, lines, file), hasNew, parsed };
}

/** Whether all words of a name are somewhere in the file. */
function isNamedIn({ name }: Given, { text }: FileLines): boolean {
  return (name.match(/[\p{L}\p{N}_]+/gu) ?? []).every((word) => text.includes(word));
}

type Given = { readonly name: string; readonly start: number; readonly end: number; readonly count: number };

/** The declarations of a block, each with the lines above that are nobody else's; undefined when it has other code. */
function declarationsIn(lines: readonly string[], parser: SyntaxParser): readonly Given[] | undefined {
  const text = lines.join("\n");
  return fromParse(lines, parser.parse(text), 0) ?? fromParse(lines, parser.parse(`class _ {\n${text}\n}`), 1);
}

function fromParse(lines: readonly string[], parsed: ParsedText, wrapped: 0 | 1): readonly Given[] | undefined {
  if (parsed.problems.length > 0) return undefined;
  const symbols = wrapped === 0 ? parsed.symbols : (parsed.symbols[0]?.children ?? []);
  const found: Given[] = [];
  let done = 0;
  for (const symbol of symbols) {
    const start = symbol.startLine - wrapped;
    const end = symbol.endLine - wrapped;
    const last = found.at(-1);
    if (start < done) return undefined;
    if (!lines.slice(done, start).every(isRemark)) return undefined;
    if (last?.name === symbol.name) {
      found[found.length - 1] = { ...last, end, count: last.count + 1 };
    } else {
      const first = lines.slice(done, start).findIndex((line) => !isBlank(line));
      found.push({ name: symbol.name, start: first === -1 ? start : done + first, end, count: 1 });
    }
    done = end;
  }
  if (found.length === 0 || !lines.slice(done).every(isBlank)) return undefined;
  return found;
}

function isHead(line: string): boolean {
  return !isRemark(line) && !ANNOTATION.test(line.trim());
}

function isRemark(line: string): boolean {
  const text = line.trim();
  return text === "" || isComment(text) || text.startsWith("*");
}

function flatten(symbols: readonly CodeSymbol[], path: readonly string[]): readonly Known[] {
  return symbols.flatMap((symbol) => [{ symbol, path }, ...flatten(symbol.children, [...path, symbol.name])]);
}

/** Overloads stand one below the other and are one. */
function groupsOf(found: readonly Known[]): readonly (readonly Known[])[] {
  const groups: Known[][] = [];
  for (const next of found) {
    const last = groups.at(-1)?.at(-1);
    const isOverload = last?.path.join("\n") === next.path.join("\n") && last.symbol.endLine === next.symbol.startLine;
    if (isOverload) groups.at(-1)?.push(next);
    else groups.push([next]);
  }
  return groups;
}

function rangeOf(group: readonly Known[]): { readonly startLine: number; readonly endLine: number } {
  return { startLine: group.at(0)?.symbol.startLine ?? 0, endLine: group.at(-1)?.symbol.endLine ?? 0 };
}

/** Whether the first line of code of the block is the declaration's first, annotations aside, which either may lack. */
function hasHead(group: readonly Known[], part: readonly string[], file: FileLines): boolean {
  const { startLine, endLine } = rangeOf(group);
  const [head = "", own = ""] = [part.find(isHead), file.lines.slice(startLine, endLine).find(isHead)];
  return sayingOfLine(own) === sayingOfLine(head);
}

/**
 * Lines above the name that the block does not have, such as a decorator or a type, stay. Undefined where a comment of the
 * block would have to go above them, or the name's line is not found.
 */
function toPart(part: readonly string[], group: readonly Known[], file: FileLines): Declared | undefined {
  const { startLine, endLine } = rangeOf(group);
  const head = part.find((line) => !isRemark(line)) ?? "";
  const headLine = lineOfHead(head, file.sayings.slice(startLine, endLine), group.at(0)?.symbol.name ?? "");
  const isCommented = isRemark(part[0] ?? "");
  if (headLine === undefined || (headLine > 0 && isCommented)) return undefined;
  const start = isCommented ? remarksAbove(startLine, sayingOfLine(part[0] ?? ""), file) : startLine + headLine;
  const last = part.at(-1) ?? "";
  const ownLast = file.sayings[endLine - 1] ?? "";
  // Behind a member of a list stands a comma that a quotation of the member lacks.
  const isCut = ownLast === `${sayingOfLine(last)},` || ownLast === `${sayingOfLine(last)};`;
  const lines = isCut ? part.with(part.length - 1, last.trimEnd() + ownLast.slice(-1)) : part;
  return { lines, startLine: start, endLine };
}

/** Which line of a declaration the first line of a new version of it stands for. */
function lineOfHead(head: string, own: readonly string[], name: string): number | undefined {
  const same = own.indexOf(sayingOfLine(head));
  if (same !== -1) return same;
  const word = /[\p{L}\p{N}_$]+$/u.exec(name)?.[0] ?? name;
  if (!head.includes(word)) return 0;
  const named = own.findIndex((saying) => saying.includes(word));
  return named === -1 ? undefined : named;
}

/** Where the comments above a line begin that the block has too; else the first of those right above it. */
function remarksAbove(line: number, first: string, { sayings, lines }: FileLines): number {
  let start = line;
  let adjacent = line;
  while (start > 0 && isRemark(lines[start - 1] ?? "")) {
    start--;
    if (sayings[start] === first) return start;
    if (sayings[start] !== "" && adjacent === start + 1) adjacent = start;
  }
  return adjacent;
}

function gapBefore(lines: readonly string[], start: number): readonly string[] {
  let from = start;
  while (from > 0 && isBlank(lines[from - 1] ?? "")) from--;
  return lines.slice(from, start);
}

/** Parts that stand one below the other in the file with nothing but blank lines between are one. */
function joined(parts: readonly Declared[], lines: readonly string[], file: FileLines): readonly Declared[] {
  if (parts.length < 2) return parts;
  const isRun = parts.every((part, index) => {
    const previous = parts[index - 1];
    return !previous || (previous.endLine <= part.startLine && isBlankBetween(previous.endLine, part.startLine, file));
  });
  const first = parts.at(0);
  const last = parts.at(-1);
  if (!isRun || !first || !last) return parts;
  return [{ lines: withoutBlankEnds(lines), startLine: first.startLine, endLine: last.endLine }];
}

function isBlankBetween(start: number, end: number, { sayings }: FileLines): boolean {
  for (let line = start; line < end; line++) if (sayings[line] !== "") return false;
  return true;
}

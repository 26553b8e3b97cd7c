import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { declaredName } from "../locate/declaredName.ts";
import { hasWords, isComment } from "../locate/similarity.ts";
import { blockEnd } from "../locate/anchors.ts";
import { nestedOf, type Nested } from "./blocks.ts";
import { bracketsOpenAfter, depthsByIndentation, isCode, isFlat } from "./depths.ts";
import { weightOf, type FileLines } from "./fileLines.ts";
import { pairLines, type Placed } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";
import { ANNOTATION, CONTINUATION, endSameBlock } from "./signs.ts";

/** The first line of a statement, and whether lines further in belong to it. */
type Statement = { readonly head: number; readonly hasBlock: boolean };

/**
 * Whether a part would take away what lies between statements, each with its block, that the answer shows one below
 * the other: other statements, or the comment above one of them. It may show only those that it is about, unless it
 * marks what it leaves out.
 */
export function isGappy(part: Placed, file: FileLines): boolean {
  return !isStretch(part, file) && (hasGap(part, file, "apart") || hasGap(part, file, "joined"));
}

/** What a stretch of lines takes away against what it shows. */
const MOST_TAKEN = 0.5;

/** Whether lines end within a block that stays open in the file too: they are lines of a file, and not statements of it. */
export function isStretch({ startLine, endLine, lines }: Placed, file: FileLines): boolean {
  const own = file.lines.slice(startLine, endLine);
  const open = bracketsOpenAfter(lines.filter(isCode));
  if (open <= 0 || open !== bracketsOpenAfter(own.filter(isCode))) return false;
  const outer = Math.min(...own.filter(isCode).map((line) => indentOf(line).length));
  const below = file.lines.slice(endLine).find(isCode) ?? "";
  const goesOn =
    indentOf(below).length > outer || (indentOf(below).length === outer && CONTINUATION.test(below.trim()));
  if (!goesOn) return false;
  const [shown = 0, ownSize = 0] = [lines, own].map((all) => all.filter((line) => !isBlank(line)).length);
  return ownSize - shown <= shown * MOST_TAKEN;
}

/** What is written above a declaration is a statement, or belongs to the next one; either way nothing may be lost. */
type Annotations = "apart" | "joined";

function hasGap(part: Placed, file: FileLines, annotations: Annotations): boolean {
  const [given, own] = nestedOf(part, file);
  const statements = statementsOf(given, annotations);
  const ownStatements = statementsOf(own, annotations);
  if (!statements || !ownStatements) return false;
  const pairs = pairLines(part, file).map((line) => (line === undefined ? undefined : line - part.startLine));
  const places = statements.map(({ head }, index) => {
    const same = ownStatements.findIndex((statement) => statement.head === pairs[head]);
    return same === -1 ? placeOfBlock(head, statements[index + 1]?.head ?? given.lines.length) : same;
  });
  let previous = -1;
  for (const [index, place] of [...places, ownStatements.length].entries()) {
    if (place === -1) continue;
    const before = statements[previous];
    const after = statements[index];
    const areBlocks = before?.hasBlock === true && after?.hasBlock !== false;
    const added = index - previous - 1;
    const lost = place - (places[previous] ?? 0) - 1;
    if (areBlocks && lost > added) return true;
    if (before?.hasBlock === true && after && lost === 0 && losesRemark(after.head, place)) return true;
    if (areBlocks && after && lost === 0 && losesBetween(after.head, place)) return true;
    previous = index;
  }
  return false;

  /** The file's statement with the first words of one whose head has changed; -1 when there is none. */
  function placeOfBlock(head: number, end: number): number {
    const line = pairs
      .slice(head, end)
      .find((pair, index) => pair !== undefined && isTelling(given.lines[head + index] ?? ""));
    return line === undefined ? -1 : (ownStatements ?? []).findLastIndex((statement) => statement.head <= line);
  }

  /** Whether lines that are no statement, such as directives, go between two blocks and nothing comes for them. */
  function losesBetween(head: number, place: number): boolean {
    const ownHead = ownStatements?.[place]?.head ?? 0;
    return linesBetween(given, head) === 0 && linesBetween(own, ownHead) > 0;
  }

  function losesRemark(head: number, place: number): boolean {
    const line = (ownStatements?.[place]?.head ?? 0) - 1;
    return isRemark(own.lines[line]) && !pairs.includes(line) && !isRemark(given.lines[head - 1]);
  }
}

function isTelling(line: string): boolean {
  return isCode(line) && hasWords(line);
}

/** What a statement declares whose annotations begin at `head`. */
function nameAt(lines: readonly string[], head: number): string | undefined {
  const line = lines.slice(head).find((text) => isCode(text) && !ANNOTATION.test(text.trim()));
  return declaredName((line ?? "").trim());
}

/** The first lines of statements that all have a block; undefined where anything else is there. */
export function statementHeads(lines: readonly string[]): readonly number[] | undefined {
  const statements = isFlat(lines) ? undefined : statementsOf({ lines, depths: depthsByIndentation(lines) }, "joined");
  return statements?.every(({ hasBlock }) => hasBlock) ? statements.map(({ head }) => head) : undefined;
}

/** How many lines are between the statement at `head` and the end of the block above it. */
function linesBetween({ lines, depths }: Nested, head: number): number {
  const depth = depths[head] ?? 0;
  const isEnd = (index: number): boolean => depths[index] === depth && CONTINUATION.test((lines[index] ?? "").trim());
  let end = head - 1;
  while (end >= 0 && !isEnd(end) && !(isCode(lines[end] ?? "") && (depths[end] ?? 0) <= depth)) end--;
  const start = isEnd(end) ? end + 1 : lines.slice(0, head).findLastIndex(isCode) + 1;
  return lines.slice(start, head).filter((line) => !isBlank(line)).length;
}

/**
 * Whether a part is most of a declaration, from its head on, that goes on below the part in the file: it may be the
 * whole of the new one, or only its beginning.
 */
export function mayBeCutShort(part: Placed, file: FileLines): boolean {
  const [given] = nestedOf(part, file);
  const [first, second] = statementsOf(given, "joined") ?? [];
  if (!first?.hasBlock || second) return false;
  const last = given.lines.findLastIndex(isCode);
  const own = pairLines(part, file)[first.head];
  const isOpen = (given.depths[last] ?? 0) > (given.depths[first.head] ?? 0);
  // What begins a block does not end a declaration, nor does what leaves one open.
  if (/[:,]$/.test((given.lines[last] ?? "").trimEnd()) || bracketsOpenAfter(given.lines) !== 0) return false;
  if (own === undefined || !isOpen || declaredName((given.lines[first.head] ?? "").trim()) === undefined) return false;
  const below = file.sayings.slice(part.endLine, blockEnd(own, file));
  const rest = below.findLastIndex(hasWords) + 1;
  return rest > 0 && rest < part.endLine - own;
}

/** Whether a part stops in the middle of a declaration that no bracket ends: more goes there than comes. */
export function isCutOff(part: Placed, file: FileLines): boolean {
  if (endSameBlock(part.lines.at(-1), file.lines[part.endLine - 1])) return false;
  const pairs = pairLines(part, file);
  const last = pairs.findLastIndex((own) => own !== undefined && file.sayings[own] !== "");
  const lost = (file.weightAbove[part.endLine] ?? 0) - (file.weightAbove[(pairs[last] ?? part.startLine) + 1] ?? 0);
  const added = part.lines.slice(last + 1).reduce((sum, line) => sum + weightOf(sayingOfLine(line)), 0);
  return lost > 3 * added;
}

/** Whether a part would make of a declaration one of another name, which the file does not have. */
export function isRenamed(part: Placed, file: FileLines): boolean {
  const [given, own] = nestedOf(part, file);
  const [first, second] = statementsOf(given, "joined") ?? [];
  const [ownFirst] = statementsOf(own, "joined") ?? [];
  if (!first || second || !ownFirst) return false;
  const [name, ownName] = [nameAt(given.lines, first.head), nameAt(own.lines, ownFirst.head)];
  return name !== undefined && ownName !== undefined && name !== ownName;
}

/** A selector of a style sheet that is not the last one of its rule. */
const SELECTOR = /^(?:\.[\w\\-]|&|::?[a-z]).*,$/;

/** The outermost statements; undefined where the lines begin within one. */
function statementsOf({ lines, depths }: Nested, annotations: Annotations): readonly Statement[] | undefined {
  const outer = Math.min(...depths.filter((_, index) => isCode(lines[index] ?? "")));
  const statements: Statement[] = [];
  let above = "";
  for (const [index, line] of lines.entries()) {
    if (!isCode(line)) continue;
    const last = statements.at(-1);
    const isBelow = (annotations === "joined" && ANNOTATION.test(above)) || SELECTOR.test(above);
    above = depths[index] === outer ? line.trim() : "";
    if (isBelow && depths[index] === outer) continue;
    if ((depths[index] ?? 0) === outer && !CONTINUATION.test(line.trim())) {
      statements.push({ head: index, hasBlock: false });
    } else if (last) {
      statements[statements.length - 1] = { ...last, hasBlock: true };
    } else {
      return undefined;
    }
  }
  return statements;
}

function isRemark(line = ""): boolean {
  const text = line.trim();
  return !isBlank(line) && (isComment(text) || text.startsWith("*") || text.startsWith("#"));
}

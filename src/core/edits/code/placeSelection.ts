import type { LineRange } from "../answer/fileAnswer.ts";
import { withPlainIndent } from "../damage/textDamage.ts";
import { fitReplacement } from "../fit.ts";
import { commonIndent, indentationUnit, indentOf } from "../indentation.ts";
import { isBlank, splitLines } from "../lines.ts";
import { withoutTrailingSpace } from "../locate/documentLines.ts";
import { hasWords } from "../locate/similarity.ts";
import { countBreaks, stepsIn } from "../locate/structure.ts";
import { bracketsOpenAfter, commentsOpenAfter } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { frameOf } from "./frame.ts";
import { ownElisions, toOutline, withoutBlankEnds } from "./outline.ts";
import type { CodeContext, CodePlace } from "./codePlace.ts";
import { linesOfBlock, placeIn } from "./placeCode.ts";
import { isShifted, placePart } from "./partOfSelection.ts";
import { rewrite, type Rewritten } from "./rewrite.ts";
import { sayingOfLine, sayingsOf } from "./sayingOfLine.ts";
import { mayBeCutShort } from "./statements.ts";
import { asWholeFile } from "./wholeFile.ts";

/**
 * What a block does that answers a question about lines of the file: it replaces them, unless it shows that it is
 * more than these lines, or leaves lines out.
 */
export async function placeSelection(code: string, selection: LineRange, context: CodeContext): Promise<CodePlace> {
  const { file, languageId } = context;
  const lines = linesOfBlock(code);
  if (lines.length === 0) return { type: "missing", reason: "empty" };
  const own = ownElisions(lines, file);
  const { elision, inline } = toOutline(lines, (index) => own.has(index));
  const window = { startLine: 0, endLine: file.lines.length };
  if (elision !== undefined || inline !== undefined) {
    const inside = await placeIn(lines, context, selection);
    if (inside.type === "placed" || inside.type === "ambiguous") return inside;
    const place = await placeIn(lines, context, window);
    return place.type === "placed" && !belongTo(selection, place.parts) ? inside : place;
  }
  const wider = await placeWider(lines, selection, context);
  const range = widened(lines, selection, file);
  const isWidened = range.startLine < selection.startLine || range.endLine > selection.endLine;
  if (wider && (wider.how === "whole" || wider.parts.every((part) => losesNothing(part, selection)))) return wider;
  if (mayBeFile(lines, range, context)) return { type: "missing", reason: "unclear-whole" };
  if (wider && !isWidened) return { type: "missing", reason: "unanchored" };
  if (isShifted(lines, selection, range, file)) return { type: "missing", reason: "unclear-part" };
  const part = await placePart(lines, selection, context);
  if (part) return part;
  const replaced = replace(withBlankEnds(lines, code, { range, selection }, file), range, file, languageId);
  if (!replaced) return { type: "missing", reason: "damaged" };
  const isCut = isCutOff(replaced, file) || mayBeCutShort({ ...range, lines }, file);
  if (isWidened && isCut) return { type: "missing", reason: "unanchored" };
  return { type: "placed", how: "selection", parts: [replaced] };
}

/** So many lines that stand elsewhere in the file and only there are no accident. */
const LEAST_ELSEWHERE = 3;

/** Whether a block that may be the whole file would write lines a second time that are outside of what it replaces. */
function mayBeFile(lines: readonly string[], range: LineRange, { file, isWhole }: CodeContext): boolean {
  if (asWholeFile(lines, file, isWhole) !== "unclear") return false;
  const repeated = [...new Set(sayingsOf(lines))].filter((saying) => {
    const [place, ...others] = file.placesOf.get(saying) ?? [];
    const isOutside = place !== undefined && (place < range.startLine || place >= range.endLine);
    return isOutside && others.length === 0 && hasWords(saying);
  });
  return repeated.length >= LEAST_ELSEWHERE;
}

/** The place of a block that has lines above and below the selection too, such as the function around it, or the file. */
async function placeWider(
  lines: readonly string[],
  selection: LineRange,
  context: CodeContext,
): Promise<Extract<CodePlace, { type: "placed" }> | undefined> {
  const { file } = context;
  if (lines.length <= 1) return undefined;
  const whole = asWholeFile(lines, file, context.isWhole);
  const isOutside = (own: number | undefined): boolean =>
    own !== undefined && (own < selection.startLine || own >= selection.endLine) && hasWords(file.sayings[own] ?? "");
  const isWhole = typeof whole === "object" && whole.pairs.some(isOutside);
  if (isInside(lines, selection, file) && !isWhole) return undefined;
  const place = await placeIn(lines, context, { startLine: 0, endLine: file.lines.length });
  if (place.type !== "placed" || place.parts.length !== 1) return undefined;
  const [part] = place.parts;
  if (!part) return undefined;
  const isWider = part.startLine < selection.startLine && part.endLine > selection.endLine;
  return (place.how === "whole" ? isWhole : isWider) ? place : undefined;
}

/** Whether what stands below goes on with something that the new lines end, as a function's last line would. */
function isCutOff({ startLine, endLine, lines }: Rewritten, file: FileLines): boolean {
  const { below = "" } = frameOf({ startLine, endLine }, file);
  const texts = lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
  const steps = new Set([file.unit ?? "", ...stepsIn(file.lines.slice(startLine, endLine))]);
  const [ownBreaks = 0, breaks = 0] = [file.lines.slice(startLine, endLine), texts].map((all) =>
    countBreaks([all.findLast((line) => !isBlank(line)) ?? "", below], steps),
  );
  return breaks > ownBreaks;
}

/** Whether lines around the selection go only where the block has others for them. */
function losesNothing({ startLine, endLine, lines }: Rewritten, selection: LineRange): boolean {
  let next = startLine;
  let added = 0;
  for (const line of [...lines, endLine]) {
    if (typeof line === "string") {
      added++;
      continue;
    }
    const inside = Math.min(line, selection.endLine) - Math.max(next, selection.startLine);
    const outside = line - next - Math.max(0, inside);
    if (outside > (inside > 0 ? 0 : added)) return false;
    [next, added] = [line + 1, 0];
  }
  return true;
}

/** Whether parts lie in a selection, or it lies between them. */
function belongTo(selection: LineRange, parts: readonly Rewritten[]): boolean {
  const startLine = parts.at(0)?.startLine ?? 0;
  const endLine = parts.at(-1)?.endLine ?? 0;
  const isWithin = startLine >= selection.startLine && endLine <= selection.endLine;
  return isWithin || (startLine <= selection.startLine && endLine >= selection.endLine);
}

/** Whether an end of the block is the selection's, as in most answers. */
function isInside(lines: readonly string[], { startLine, endLine }: LineRange, { sayings }: FileLines): boolean {
  const own = sayings.slice(startLine, endLine).filter((saying) => saying !== "");
  return own[0] === sayingOfLine(lines[0] ?? "") || own.at(-1) === sayingOfLine(lines.at(-1) ?? "");
}

/** The selection with the lines just outside that the block begins or ends with. */
function widened(lines: readonly string[], selection: LineRange, file: FileLines): LineRange {
  const likely = withClosing(lines, widenedBy(sayingsOf(lines), selection, file.sayings), file);
  if (areKept(lines, likely, selection, file) !== false) return likely;
  const selected = new Set(
    file.lines.slice(selection.startLine, selection.endLine).filter(hasWords).map(withoutTrailingSpace),
  );
  // Where lines are indented as the file's, others that say the same but are not are other lines.
  const isExact = lines.some((line) => selected.has(line.trimEnd()));
  return isExact ? widenedBy(lines.map(indentedSaying), selection, file.lines, indentedSaying) : likely;
}

/** So many lines of brackets and the like are looked for around a selection. */
const MOST_BRACKETS = 4;

/** With the brackets and comment marks around it that the block has too, where both then have as many open. */
function withClosing(lines: readonly string[], range: LineRange, file: FileLines): LineRange {
  const { startLine, endLine } = range;
  const missing = [bracketsOpenAfter, commentsOpenAfter].map(
    (openAfter) => openAfter(file.lines.slice(startLine, endLine)) - openAfter(lines),
  );
  if (missing.every((count) => count === 0)) return range;
  const isMissing = (from: number, given: readonly string[]): boolean => {
    const own = file.lines.slice(Math.max(0, from), from + given.length);
    const isSame = given.every((line, index) => sayingOfLine(line) === sayingOfLine(own[index] ?? ""));
    const [brackets = 0, comments = 0] = missing;
    const areEven = bracketsOpenAfter(own) === -brackets && commentsOpenAfter(own) === -comments;
    return isSame && !given.some(hasWords) && areEven;
  };
  for (let count = 1; count <= MOST_BRACKETS && count <= lines.length; count++) {
    if (isMissing(endLine, lines.slice(-count))) return { startLine, endLine: endLine + count };
    if (isMissing(startLine - count, lines.slice(0, count))) return { startLine: startLine - count, endLine };
  }
  return range;
}

function widenedBy(
  given: readonly string[],
  { startLine, endLine }: LineRange,
  lines: readonly string[],
  say = (line: string) => line,
): LineRange {
  const above = sharedRun(given, lines.slice(Math.max(0, startLine - given.length), startLine).map(say));
  const below = sharedRun(
    given.toReversed(),
    lines
      .slice(endLine, endLine + given.length)
      .map(say)
      .toReversed(),
  );
  const own = lines.slice(startLine, endLine).map(say);
  const isAbove = above > 0 && !startsWith(own, given.slice(0, above));
  const isBelow = below > 0 && !startsWith(own.toReversed(), given.slice(given.length - below).toReversed());
  return {
    startLine: startLine - (isAbove ? above : 0),
    endLine: endLine + (isBelow ? below : 0),
  };
}

/** Whether the lines around the selection stay as they are; undefined when what is to be undone is not certain. */
function areKept(
  lines: readonly string[],
  { startLine, endLine }: LineRange,
  selection: LineRange,
  file: FileLines,
): boolean | undefined {
  const [part] = rewrite([{ startLine, endLine, lines, isFree: true }], file) ?? [];
  const above = selection.startLine - startLine;
  const below = endLine - selection.endLine;
  if (!part) return undefined;
  return (
    part.lines.slice(0, above).every((line, index) => line === startLine + index) &&
    part.lines.slice(part.lines.length - below).every((line, index) => line === selection.endLine + index)
  );
}

function indentedSaying(line: string): string {
  return `${indentOf(withPlainIndent(line))}${sayingOfLine(line)}`;
}

/** How many lines at the end of `outside`, which ends at the selection, the block begins with; 0 without words. */
function sharedRun(given: readonly string[], outside: readonly string[]): number {
  for (let count = outside.length; count > 0; count--) {
    const run = outside.slice(-count);
    if (run.some(hasWords) && run.every((saying, index) => saying === given[index])) return count;
  }
  return 0;
}

function startsWith(lines: readonly string[], start: readonly string[]): boolean {
  return start.every((line, index) => lines[index] === line);
}

/**
 * The lines with blank ones at their ends: those that the answer has, else those of the selection where the line next
 * to them stays, for answers lose them easily. An end outside the selection gets none.
 */
function withBlankEnds(
  lines: readonly string[],
  code: string,
  { range, selection }: { readonly range: LineRange; readonly selection: LineRange },
  file: FileLines,
): readonly string[] {
  const { startLine, endLine } = range;
  const given = splitLines(code);
  const own = file.lines.slice(startLine, endLine);
  const [head, ownHead] = [blanksAbove(given), blanksAbove(own)];
  const [tail, ownTail] = [blanksAbove(given.toReversed()), blanksAbove(own.toReversed())];
  const keepsHead = head.length === 0 && isSameLine(lines[0], own[ownHead.length]);
  const keepsTail = tail.length === 0 && isSameLine(lines.at(-1), own.at(-1 - ownTail.length));
  const above = startLine < selection.startLine ? [] : keepsHead ? ownHead : head;
  const below = endLine > selection.endLine ? [] : keepsTail ? ownTail : tail;
  return [...above, ...lines, ...below.toReversed()];
}

function isSameLine(line = "", ownLine = ""): boolean {
  return sayingOfLine(line) === sayingOfLine(ownLine);
}

function blanksAbove(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return lines.slice(0, Math.max(0, first));
}

/** The indentation of new lines before `line`: where those around it agree, theirs. */
function indentAt(line: number, { lines }: FileLines): string {
  const above = lines.slice(0, line).findLast((text) => !isBlank(text)) ?? "";
  const below = lines.slice(line).find((text) => !isBlank(text)) ?? "";
  return indentOf(above) === indentOf(below) ? indentOf(above) : "";
}

const IS_TEXT = /^(?:markdown|mdx|plaintext|yaml|restructuredtext)$/;

/** The lines in the place of those of the file, in its indentation. */
function replace(
  lines: readonly string[],
  range: LineRange,
  file: FileLines,
  languageId: string,
): Rewritten | undefined {
  const { startLine, endLine } = range;
  const [rewritten] = rewrite([{ startLine, endLine, lines, isFree: true }], file) ?? [];
  if (!rewritten) return undefined;
  const repaired = rewritten.lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
  const before = startLine === endLine && commonIndent(lines) === "" ? indentAt(startLine, file) : "";
  const first = repaired.findIndex((line) => !isBlank(line));
  const end = repaired.findLastIndex((line) => !isBlank(line)) + 1;
  const fitted = fitReplacement(repaired.slice(first, end).join("\n"), {
    original: withoutBlankEnds(file.lines.slice(startLine, endLine)).join("\n"),
    before,
    after: "",
    eol: "\n",
    // In running text indentation has a meaning of its own.
    unit: (IS_TEXT.test(languageId) ? indentationUnit(repaired.join("\n")) : file.unit) ?? "  ",
    languageId,
  });
  const body =
    fitted.type === "fitted"
      ? splitLines(before + fitted.text)
      : withoutBlankEnds(file.lines.slice(startLine, endLine));
  const all = [...repaired.slice(0, first), ...body, ...repaired.slice(end)];
  const [again] = rewrite([{ startLine, endLine, lines: all, isFree: true }], file) ?? [];
  return again;
}

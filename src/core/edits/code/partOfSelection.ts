import type { LineRange } from "../answer/fileAnswer.ts";
import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import { countBreaks, stepsIn } from "../locate/structure.ts";
import { bracketsOpenAfter, commentsOpenAfter } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { frameOf } from "./frame.ts";
import type { CodeContext, CodePlace } from "./codePlace.ts";
import { isDoubled } from "./ends.ts";
import { placeIn } from "./placeCode.ts";
import { pairLines } from "./rewrite.ts";
import { sayingsOf } from "./sayingOfLine.ts";
import { ANNOTATION } from "./signs.ts";

/**
 * What a block does that begins and ends with lines from inside the selection: it may stand for these only, or for all
 * of the selection, which loses the rest then. Brackets and indentation tell; undefined where it is no such block.
 */
export async function placePart(
  lines: readonly string[],
  selection: LineRange,
  context: CodeContext,
): Promise<CodePlace | undefined> {
  const { file } = context;
  const pairs = pairLines({ ...selection, lines }, file);
  if (!isFromInside(lines, pairs, selection, file)) return undefined;
  const place = await placeIn(lines, context, selection);
  const [part, ...others] = place.type === "placed" ? place.parts : [];
  if (!part || others.length > 0 || isDoubled({ ...part, lines }, file))
    return { type: "missing", reason: "unclear-part" };
  const given = part.lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
  return fits(given, part, file) && !fits(given, selection, file) ? place : { type: "missing", reason: "unclear-part" };
}

/**
 * Whether the selection would lose lines above and below those that the block begins and ends with, or brackets at one of
 * its ends, and the block has new lines. What was around a block goes together: that is another change.
 */
function isFromInside(
  lines: readonly string[],
  pairs: readonly (number | undefined)[],
  { startLine, endLine }: LineRange,
  file: FileLines,
): boolean {
  const first = firstOf(sayingsOf(lines), pairs, file.sayings);
  const end = firstOf(sayingsOf(lines).toReversed(), mirrored(pairs, file), file.sayings.toReversed());
  if (first === undefined || end === undefined) return false;
  const last = file.sayings.length - 1 - end;
  const above = file.lines.slice(startLine, first).filter((line) => !isBlank(line));
  const below = file.lines.slice(last + 1, endLine).filter((line) => !isBlank(line));
  const isQuoted = sayingsOf(lines).every((saying, index) => saying === "" || saying === file.sayings[first + index]);
  const opened = bracketsOpenAfter(above);
  const isUnwrapped =
    (opened > 0 || above.at(-1)?.endsWith(":") === true) &&
    opened === -bracketsOpenAfter(below) &&
    indentOf(lines[0] ?? "").length < indentOf(file.lines[first] ?? "").length;
  const isInside = above.length > 0 && below.length > 0 && [...above, ...below].some(hasWords);
  return (isInside || isTorn(above) || isTorn(below)) && !isQuoted && !isUnwrapped;
}

/**
 * Whether a block goes on beyond the selection at one end and begins or ends within it at the other, so that it may be
 * about other lines than those selected: `range` is the selection with the lines around it that the block has.
 */
export function isShifted(lines: readonly string[], selection: LineRange, range: LineRange, file: FileLines): boolean {
  const pairs = pairLines({ ...range, lines }, file);
  const isLost = (from: number, to: number): boolean => file.sayings.slice(from, to).some((saying) => saying !== "");
  if (range.endLine > selection.endLine) {
    const first = firstOf(sayingsOf(lines), pairs, file.sayings);
    if (first !== undefined && isLost(selection.startLine, first)) return true;
  }
  if (range.startLine === selection.startLine) return false;
  const end = firstOf(sayingsOf(lines).toReversed(), mirrored(pairs, file), file.sayings.toReversed());
  return end !== undefined && isLost(file.sayings.length - end, selection.endLine);
}

/** Whether lines have the end of what begins above them, or the beginning of what goes on below, as annotations are. */
function isTorn(lines: readonly string[]): boolean {
  if (lines.length > 0 && lines.every((line) => ANNOTATION.test(line.trim()))) return true;
  const isOpen = [bracketsOpenAfter, commentsOpenAfter].some((openAfter) => {
    const open = lines.map((_, index) => openAfter(lines.slice(0, index + 1)));
    return open.some((count) => count < 0) || (open.at(-1) ?? 0) > 0;
  });
  return isOpen || lines.some((line) => DIRECTIVE.test(line.trim()));
}

const DIRECTIVE = /^#(?:if|el|end)/;

/** The file's line for the first of the block: brackets and annotations at its head are those in front of its first words. */
function firstOf(
  given: readonly string[],
  pairs: readonly (number | undefined)[],
  sayings: readonly string[],
): number | undefined {
  const words = given.findIndex((saying) => hasWords(saying) && !ANNOTATION.test(saying));
  const own = pairs[words];
  if (own === undefined) return undefined;
  const isBefore = given.slice(0, words).every((saying, index) => saying === sayings[own - words + index]);
  return isBefore ? own - words : pairs[0];
}

function mirrored(pairs: readonly (number | undefined)[], { sayings }: FileLines): readonly (number | undefined)[] {
  return pairs.toReversed().map((own) => (own === undefined ? undefined : sayings.length - 1 - own));
}

/** Whether as many brackets stay open as before, and no line stands where nothing puts it. */
function fits(given: readonly string[], { startLine, endLine }: LineRange, file: FileLines): boolean {
  const own = file.lines.slice(startLine, endLine);
  const { above = "", below = "" } = frameOf({ startLine, endLine }, file);
  const steps = new Set([file.unit ?? "", ...stepsIn([above, ...own, below])]);
  const [ownBreaks = 0, breaks = 0] = [own, given].map((all) => countBreaks([above, ...all, below], steps));
  return bracketsOpenAfter(own) === bracketsOpenAfter(given) && breaks <= ownBreaks;
}

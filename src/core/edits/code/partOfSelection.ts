import type { LineRange } from "../answer/fileAnswer.ts";
import { hasWords } from "../locate/similarity.ts";
import { countBreaks, stepsIn } from "../locate/structure.ts";
import { bracketsOpenAfter } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { frameOf } from "./frame.ts";
import { placeIn, type CodeContext, type CodePlace } from "./placeCode.ts";
import { pairLines } from "./rewrite.ts";

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
  if (!isFromInside(lines, selection, file)) return undefined;
  const place = await placeIn(lines, context, selection);
  if (place.type !== "placed") return undefined;
  const [part, ...others] = place.parts;
  const isQuoted = part?.lines.every((line, index) => line === part.startLine + index);
  if (!part || others.length > 0 || isQuoted) return undefined;
  const given = part.lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
  return fits(given, part, file) && !fits(given, selection, file) ? place : { type: "missing", reason: "unclear-part" };
}

function isFromInside(lines: readonly string[], { startLine, endLine }: LineRange, file: FileLines): boolean {
  const pairs = pairLines({ startLine, endLine, lines }, file);
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined) return false;
  const sayings = (from: number, to: number): readonly string[] => file.sayings.slice(from, to);
  return sayings(startLine, first).some(hasWords) && sayings(last + 1, endLine).some(hasWords);
}

/** Whether as many brackets stay open as before, and no line stands where nothing puts it. */
function fits(given: readonly string[], { startLine, endLine }: LineRange, file: FileLines): boolean {
  const own = file.lines.slice(startLine, endLine);
  const { above = "", below = "" } = frameOf({ startLine, endLine }, file);
  const steps = new Set([file.unit ?? "", ...stepsIn([above, ...own, below])]);
  const [ownBreaks = 0, breaks = 0] = [own, given].map((all) => countBreaks([above, ...all, below], steps));
  return bracketsOpenAfter(own) === bracketsOpenAfter(given) && breaks <= ownBreaks;
}

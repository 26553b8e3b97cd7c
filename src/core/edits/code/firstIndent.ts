import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import { countBreaks, indentBelow, stepsIn } from "../locate/structure.ts";
import { bracketsOpenAfter, isCode } from "./depths.ts";
import type { FileLines } from "./fileLines.ts";
import { frameOf } from "./frame.ts";
import type { Placed } from "./rewrite.ts";
import { endSameBlock } from "./signs.ts";

/**
 * The part with the indentation that its first line loses where a text is copied from its first character on: the lines
 * below have theirs, and no bracket speaks against it.
 */
export function withFirstIndent(part: Placed, pairs: readonly (number | undefined)[], file: FileLines): Placed {
  const { lines } = part;
  const [first = "", ...rest] = lines;
  if (indentOf(first) !== "" || !rest.some((line) => !isBlank(line) && indentOf(line) !== "")) return part;
  const indent = pairs[0] === undefined ? likelyIndent(part, file) : indentOf(file.lines[pairs[0]] ?? "");
  if (indent === undefined || indent === "") return part;
  const shown = rest.flatMap((line, index) => {
    const own = pairs[index + 1];
    return own === undefined || !hasWords(line) ? [] : [indentOf(line) === indentOf(file.lines[own] ?? "")];
  });
  const { above = "", below = "" } = frameOf(part, file);
  const own = file.lines.slice(part.startLine, part.endLine);
  const steps = new Set([file.unit ?? "", ...stepsIn([above, ...own, below])]);
  const [asIs = 0, breaks = 0] = [lines, [indent + first, ...rest]].map((all) =>
    countBreaks([above, ...all, below], steps),
  );
  const isShown = shown.length > 0 && shown.every(Boolean);
  if (!(isShown ? breaks <= asIs : shown.length === 0 && breaks < asIs)) return part;
  return { ...part, lines: [indent + first, ...rest] };
}

/** Where a new first line stands, if what is above puts the file's own there, or the end of the block that it begins. */
function likelyIndent(part: Placed, file: FileLines): string | undefined {
  const [first = ""] = part.lines;
  if (!isCode(first)) return undefined;
  const all = file.lines.slice(part.startLine, part.endLine);
  const [end = "", ownEnd = ""] = [part.lines, all].map((lines) => lines.findLast((line) => !isBlank(line)));
  const areBlocks = [part.lines, all].every((lines) => bracketsOpenAfter(lines) === 0) && endSameBlock(end, ownEnd);
  if (areBlocks && indentOf(all.find(isCode) ?? "") === indentOf(ownEnd)) return indentOf(ownEnd);
  const { above } = frameOf(part, file);
  const own = all.find((line) => !isBlank(line));
  if (above === undefined || own === undefined || file.unit === undefined) return undefined;
  const isKnown = indentBelow(above, own, file.unit) === indentOf(own);
  return isKnown ? indentBelow(above, first, file.unit) : undefined;
}

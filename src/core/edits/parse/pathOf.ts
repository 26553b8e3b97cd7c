import type { FencedBlock } from "../fences.ts";
import { splitLines } from "../lines.ts";
import { pathInInfo } from "../../../shared/fenceInfo.ts";
import { pathIn } from "../../../shared/pathNames.ts";

/** A first line that is a comment and nothing else. */
const COMMENT = /^\s*(?:\/\/+|#+|--+|;+|%+|\/\*+|<!--)\s/;

/**
 * The path that is named for a block: in its info string, alone in the line before it or as the only one in backticks
 * there, or in a comment that is its first line. As written, without quotes, marks of Markdown and line numbers; undefined when there is none.
 */
export function pathOf(block: Pick<FencedBlock, "info" | "code">, lineBefore: string): string | undefined {
  const [firstLine = ""] = splitLines(block.code);
  return (
    pathInInfo(block.info) ??
    pathIn(lineBefore) ??
    pathInProse(lineBefore) ??
    (COMMENT.test(firstLine) ? pathIn(firstLine) : undefined)
  );
}

/** “In `src/a.ts`, replace the loop:” */
function pathInProse(line: string): string | undefined {
  const named = Array.from(line.matchAll(/`([^`\s]+)`/g), ([, text = ""]) => pathIn(text)).filter(
    (path) => path !== undefined,
  );
  return new Set(named).size === 1 ? named[0] : undefined;
}

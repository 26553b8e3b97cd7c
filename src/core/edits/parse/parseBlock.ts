import type { FencedBlock } from "../fences.ts";
import { isBlank, splitLines, withLf } from "../lines.ts";
import { parseApplyPatch } from "./applyPatch.ts";
import type { BlockEdit } from "./blockEdit.ts";
import { patchOfCommand } from "./hereDocument.ts";
import { parseJsonEdits } from "./jsonEdits.ts";
import { pathOf } from "./pathOf.ts";
import { parseSearchReplace } from "./searchReplace.ts";
import { parseUnifiedDiff } from "./unifiedDiff.ts";

/**
 * Reads a code block as the edit that it describes: search/replace pieces, an `apply_patch` envelope, a unified diff,
 * or else code. A path inside the block goes before one at its fence, and that before one in `lineBefore`, the last
 * line with text above the fence (empty when there is none).
 */
export function parseBlock(block: Pick<FencedBlock, "language" | "info" | "code">, lineBefore: string): BlockEdit {
  const own = splitLines(block.code);
  const patch = patchOfCommand(own);
  const lines = withoutMargin(patch ?? own);
  const path = pathOf(block, lineBefore);
  return (
    parseApplyPatch(lines) ??
    parseSearchReplace(lines, path) ??
    parseUnifiedDiff(lines, patch ? "diff" : block.language, path) ??
    parseJsonEdits(block.code, path) ?? {
      type: "code",
      text: withLf(block.code),
      ...(path !== undefined && { path }),
    }
  );
}

const OPENING =
  /^([ \t]+)(?:\*\*\* (?:Begin Patch|Update File:)|diff --git |--- \S|@@ |[<-]{5,9} ?(?:SEARCH|ORIGINAL)\b)/;

/** Without the indentation that the whole edit has, such as that of a list item. */
function withoutMargin(lines: readonly string[]): readonly string[] {
  const first = lines.find((line) => !isBlank(line)) ?? "";
  const margin = OPENING.exec(first)?.[1];
  return margin === undefined
    ? lines
    : lines.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line));
}

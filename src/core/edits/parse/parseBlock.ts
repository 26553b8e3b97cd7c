import type { FencedBlock } from "../fences.ts";
import { splitLines, withLf } from "../lines.ts";
import { parseApplyPatch } from "./applyPatch.ts";
import type { BlockEdit } from "./blockEdit.ts";
import { pathOf } from "./pathOf.ts";
import { parseSearchReplace } from "./searchReplace.ts";
import { parseUnifiedDiff } from "./unifiedDiff.ts";

/**
 * Reads a code block as the edit that it describes: search/replace pieces, an `apply_patch` envelope, a unified diff,
 * or else code. A path inside the block goes before one at its fence, and that before one in `lineBefore`, the last
 * line with text above the fence (empty when there is none).
 */
export function parseBlock(block: Pick<FencedBlock, "language" | "info" | "code">, lineBefore: string): BlockEdit {
  const lines = splitLines(block.code);
  const path = pathOf(block, lineBefore);
  return (
    parseApplyPatch(lines) ??
    parseSearchReplace(lines, path) ??
    parseUnifiedDiff(lines, block.language, path) ?? {
      type: "code",
      text: withLf(block.code),
      ...(path !== undefined && { path }),
    }
  );
}

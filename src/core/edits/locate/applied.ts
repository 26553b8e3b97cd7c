import { sayingOf } from "../damage/textDamage.ts";
import { runsOf, type DocumentLines } from "./documentLines.ts";
import type { Sides } from "./sides.ts";
import { hasWords, isComment } from "./similarity.ts";

/**
 * Where the new lines stand in `document`, whose lines `normalize` made: if they say enough for that to be no
 * accident, which is a new line with words or two old ones.
 */
export function isAppliedIn(
  document: readonly string[],
  { oldLines, newLines }: Sides,
  normalize: (line: string) => string,
): number | undefined {
  const old = new Set(oldLines.map(normalize));
  const lines = newLines.map(normalize);
  const telling = lines.filter(hasWords);
  const isTelling = telling.length > 1 || telling.some((line) => !old.has(line));
  return isTelling ? runsOf(lines, document)[0] : undefined;
}

/**
 * Whether old lines that were found at `line` are already a part of the new ones, as when lines are added to lines
 * that stay. Added brackets alone prove nothing: one more of them may be what is wanted.
 */
export function isAppliedAround(line: number, document: DocumentLines, { oldLines, newLines }: Sides): boolean {
  if (newLines.length <= oldLines.length) return false;
  const original = oldLines.map(sayingOf);
  const lines = newLines.map(sayingOf);
  return runsOf(original, lines).some((offset) => {
    const news = [...lines.slice(0, offset), ...lines.slice(offset + original.length)];
    return (
      news.some((text) => hasWords(text) || isComment(text)) &&
      lines.every((text, index) => sayingOf(document.lines[line - offset + index] ?? "") === text)
    );
  });
}

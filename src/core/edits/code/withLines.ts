import type { FileLines } from "./fileLines.ts";
import type { Rewritten } from "./rewrite.ts";

/** The file's text with parts of it rewritten; they are in order and do not overlap. */
export function withLines(parts: readonly Rewritten[], file: FileLines): string {
  const usual = mostUsed(file.breaks) ?? "\n";
  const pieces: string[] = [];
  let done = 0;
  for (const part of parts) {
    const start = file.starts[part.startLine] ?? file.text.length;
    const isLast = part.endLine >= file.lines.length;
    const end = isLast ? file.text.length : (file.starts[part.endLine] ?? file.text.length);
    pieces.push(file.text.slice(done, start), linesOf(part, file, usual, isLast));
    done = end;
  }
  return pieces.join("") + file.text.slice(done);
}

function linesOf(part: Rewritten, file: FileLines, usual: string, isLast: boolean): string {
  const eol = mostUsed(file.breaks.slice(part.startLine, part.endLine)) ?? usual;
  return part.lines
    .map((line, index) => {
      const text = typeof line === "number" ? (file.lines[line] ?? "") : line;
      // A new text ends with a line break.
      if (isLast && index === part.lines.length - 1 && file.text !== "") return text;
      return text + ((typeof line === "number" && file.breaks[line]) || eol);
    })
    .join("");
}

export function mostUsed(breaks: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const lineBreak of breaks) {
    if (lineBreak !== "") counts.set(lineBreak, (counts.get(lineBreak) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

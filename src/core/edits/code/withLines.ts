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
  const pieces: string[] = [];
  let index = 0;
  while (index < part.lines.length) {
    const end = endOfRun(part.lines, index);
    const line = part.lines[end];
    const first = part.lines[index];
    if (typeof first === "number" && typeof line === "number") {
      pieces.push(file.text.slice(file.starts[first], file.starts[line]), file.lines[line] ?? "");
    } else if (typeof line === "string") {
      pieces.push(line);
    }
    // A new text ends with a line break.
    const isEnd = isLast && end === part.lines.length - 1 && file.text !== "";
    if (!isEnd) pieces.push((typeof line === "number" && file.breaks[line]) || eol);
    index = end + 1;
  }
  return pieces.join("");
}

/** The index of the last of the file's own lines that follow each other from `index` on. */
function endOfRun(lines: Rewritten["lines"], index: number): number {
  const first = lines[index];
  if (typeof first !== "number") return index;
  let end = index;
  while (lines[end + 1] === first + end + 1 - index) end++;
  return end;
}

export function mostUsed(breaks: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const lineBreak of breaks) {
    if (lineBreak !== "") counts.set(lineBreak, (counts.get(lineBreak) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

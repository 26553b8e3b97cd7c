import type { FileLines } from "../code/fileLines.ts";
import { withPlainIndent } from "../damage/textDamage.ts";
import { isBlank, splitLines } from "../lines.ts";
import { isSameFile } from "./answerBlocks.ts";

const PATH_COMMENT = /^\s*(?:\/\/|#|--|;|<!--|\/\*)\s*(?:file(?:name)?:\s*)?([^\s*]*[./][^\s*]*)\s*(?:-->|\*\/)?\s*$/i;
const NUMBERED = /^ *(\d+) *\|(?: |$)/;

/**
 * A block's code without what is there for the reader only: the file's path above it, the numbers of its lines. It is
 * indented with plain spaces, as programs are, unless the file has others.
 */
export function codeOfBlock(block: string, path: string, file: FileLines): string {
  const lines = withoutNumbers(splitLines(block));
  const first = lines.findIndex((line) => !isBlank(line));
  const name = PATH_COMMENT.exec(lines[first] ?? "")?.[1];
  const isPath =
    name !== undefined &&
    isSameFile(name, path) &&
    !file.lines.some((line) => line.trim() === (lines[first] ?? "").trim());
  const code = isPath ? lines.slice(first + 1) : lines;
  const plain = code.map(withPlainIndent);
  const isPlain = plain.every((line, index) => line === code[index]);
  const hasOddIndents = !isPlain && file.lines.some((line) => withPlainIndent(line) !== line);
  return (hasOddIndents ? code : plain).join("\n");
}

function numberOf(line = ""): number {
  return Number(NUMBERED.exec(line)?.[1] ?? Number.NaN);
}

/** Numbers that count up on all lines are no code. */
function withoutNumbers(lines: readonly string[]): readonly string[] {
  const start = numberOf(lines[0]);
  const isCounted = lines.length > 1 && lines.every((line, index) => numberOf(line) === start + index);
  return isCounted ? lines.map((line) => line.replace(NUMBERED, "")) : lines;
}

import type { Chain } from "./chains.ts";
import type { FileLines } from "./fileLines.ts";
import { rewrite } from "./rewrite.ts";
import { sayingOfLine } from "./sayingOfLine.ts";

/** Beyond this many lines from one place to the other only lines that change nothing are the same. */
const MOST_COMPARED = 3_000;

/** Whether the file is the same afterwards, whichever of the two places the lines go to. */
export function isSameOutcome(lines: readonly string[], a: Chain, b: Chain, file: FileLines): boolean {
  const start = Math.min(a.startLine, b.startLine);
  const end = Math.max(a.endLine, b.endLine);
  if (end - start > MOST_COMPARED) return isQuiet(lines, a, file) && isQuiet(lines, b, file);
  const [one, other] = [a, b].map((place) => {
    const [part] = rewrite([{ ...place, lines }], file) ?? [];
    if (!part) return undefined;
    const middle = part.lines.map((line) => (typeof line === "number" ? (file.lines[line] ?? "") : line));
    return [...file.lines.slice(start, part.startLine), ...middle, ...file.lines.slice(part.endLine, end)].join("\n");
  });
  return one !== undefined && one === other;
}

/** Whether the file says the same at both places. */
export function isTwin(a: Chain, b: Chain, { sayings }: FileLines): boolean {
  const own = sayings.slice(a.startLine, a.endLine);
  return (
    own.length === b.endLine - b.startLine && own.every((saying, index) => saying === sayings[b.startLine + index])
  );
}

/** Whether the file says the same at two of the places. */
export function haveTwins(places: readonly Chain[], { sayings }: FileLines): boolean {
  const known = new Map<string, number>();
  return places.some(({ startLine, endLine }) => {
    const text = sayings.slice(startLine, endLine).join("\n");
    const first = known.get(text) ?? startLine;
    known.set(text, first);
    return first !== startLine;
  });
}

/** Whether the lines stand there already. */
export function isQuiet(lines: readonly string[], { startLine, endLine }: Chain, { sayings }: FileLines): boolean {
  return (
    endLine - startLine === lines.length &&
    lines.every((line, index) => sayingOfLine(line) === sayings[startLine + index])
  );
}

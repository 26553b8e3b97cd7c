import type { Random } from "../random.ts";
import { newSide, oldSide } from "./block.ts";
import type { Block } from "./block.ts";
import { isTelling } from "./occurrences.ts";

/** What a diff says about where its hunks stand. */
export type Numbers = "right" | "wrong" | "missing";

/** The lines within the fence of an answer. */
export type Content = { readonly info: string; readonly lines: readonly string[] };

const MARKER = /^\s*(?:[<>=+-]{5,9}(?:$|[\s<>])|\*\*\* |@@|\.{3}$)/;

/** Undefined when a line of the code could be taken for a marker. */
export function searchReplace(blocks: readonly Block[], fence: string): Content | undefined {
  if (blocks.some(({ rows }) => rows.some(({ text }) => MARKER.test(text)))) return undefined;
  const lines = blocks.flatMap((block, index) => [
    ...(index > 0 ? [""] : []),
    "<<<<<<< SEARCH",
    ...oldSide(block),
    "=======",
    ...newSide(block),
    ">>>>>>> REPLACE",
  ]);
  return { info: fence, lines };
}

export function unifiedDiff(
  blocks: readonly Block[],
  path: string,
  numbers: Numbers,
  random: Random,
): Content | undefined {
  if (!blocks.every(isPlainHunk)) return undefined;
  const offset = random.pick([-1, 1]) * random.between(1, 9) + random.pick([0, 0, 40, 400]);
  const hunks = blocks.flatMap((block) => [hunkHeader(block, numbers, offset), ...hunkBody(block)]);
  const bare = random.chance(0.5);
  return {
    info: "diff",
    lines: [`--- ${bare ? "" : "a/"}${path}`, `+++ ${bare ? "" : "b/"}${path}`, ...hunks],
  };
}

export function applyPatch(
  blocks: readonly Block[],
  path: string,
  lines: readonly string[],
  random: Random,
): Content | undefined {
  if (!blocks.every(isPlainHunk)) return undefined;
  const anchored = random.chance(0.5);
  const hunks = blocks.flatMap((block) => {
    const anchor = anchored ? enclosingLine(lines, block) : undefined;
    return [anchor === undefined ? "@@" : `@@ ${anchor.trim()}`, ...hunkBody(block)];
  });
  return {
    info: random.pick(["", "", "patch", "diff"]),
    lines: ["*** Begin Patch", `*** Update File: ${path}`, ...hunks, "*** End Patch"],
  };
}

/** Text that looks like a header of a diff would have to be told from one by the counts alone. */
function isPlainHunk({ rows }: Block): boolean {
  return (
    !rows.some(({ kind, text }) => kind !== "same" && /^(?:--|\+\+) /.test(text)) &&
    !rows.some(({ text }) => MARKER.test(text))
  );
}

function hunkHeader(block: Block, numbers: Numbers, offset: number): string {
  if (numbers === "missing") return "@@ ... @@";
  const shift = numbers === "wrong" ? offset : 0;
  const [oldStart, newStart] = [block.oldStart, block.newStart].map((start) => Math.max(0, start + shift));
  return `@@ -${range(oldStart, oldSide(block))} +${range(newStart, newSide(block))} @@`;
}

/** Of no lines, a diff names the one above. */
function range(start: number | undefined, lines: readonly string[]): string {
  const first = start ?? 0;
  return `${lines.length === 0 ? first : first + 1},${lines.length}`;
}

const signs = { same: " ", old: "-", new: "+" };

function hunkBody({ rows }: Block): readonly string[] {
  return rows.map(({ kind, text }) => (kind === "same" && text === "" ? "" : signs[kind] + text));
}

/** The nearest line above that is less indented, where it stands only once in the file. */
function enclosingLine(lines: readonly string[], { oldStart }: Block): string | undefined {
  const depth = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
  const first = lines.slice(oldStart).find((line) => line.trim() !== "");
  if (first === undefined) return undefined;
  for (let index = oldStart - 1; index >= 0; index--) {
    const line = lines[index] ?? "";
    if (line.trim() === "" || depth(line) >= depth(first) || !isTelling(line)) continue;
    return lines.filter((other) => other.trim() === line.trim()).length === 1 ? line : undefined;
  }
  return undefined;
}

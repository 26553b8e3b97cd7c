import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { hasWords } from "../locate/similarity.ts";
import { linesInStrings, mayHaveLongStrings } from "../multiLineStrings.ts";
import type { FileLines } from "./fileLines.ts";
import type { Reindent } from "./reindent.ts";
import type { Pairing } from "./rewrite.ts";

/** A part with its lines as they would stand in the file; undefined for one that cannot be what the answer says. */
export type Restored = Pairing & { readonly texts: readonly (string | undefined)[] };

/** How the answer has lines inside strings: as they were written, or moved as all others. */
type Mode = "kept" | "moved";

/**
 * The lines with those inside strings as the answer has them, where the others were moved but these were not: those that
 * the file has say so, or what was put in front of the others is not there to be taken off. A new one is
 * undefined where some of them were moved and some were not. `words` undoes the damage to their text.
 */
export function withKeptStrings(restored: readonly Restored[], words: Reindent, file: FileLines): readonly Restored[] {
  const given = restored.flatMap(({ part }) => part.lines);
  if (!restored.some(isMoved) || ![given.join("\n"), file.text].some(mayHaveLongStrings)) return restored;
  const inside = insideStrings(restored, file);
  if (inside.every((lines) => lines.size === 0)) return restored;
  const own = linesInStrings(file.lines, file.languageId);
  const modes = new Set<Mode | undefined>();
  const modeOf = ({ part, pairs, texts }: Restored, index: number): Mode | undefined => {
    const ownLine = pairs[index];
    if (ownLine === undefined || own?.has(ownLine) !== true) return undefined;
    const indent = indentOf(file.lines[ownLine] ?? "");
    const [isKept, isRestored] = [part.lines[index], texts[index]].map(
      (text) => text !== undefined && indentOf(text) === indent,
    );
    return isKept === isRestored ? undefined : isKept ? "kept" : "moved";
  };
  for (const [at, each] of restored.entries()) {
    for (const index of inside[at] ?? []) {
      // What ends a string may stand with the code around it.
      if (hasWords(each.part.lines[index] ?? "")) modes.add(modeOf(each, index));
    }
  }
  modes.delete(undefined);
  const isImpossible = restored.some(({ texts }, at) =>
    [...(inside[at] ?? [])].some((index) => texts[index] === undefined),
  );
  const [shown = isImpossible ? "kept" : "moved"] = modes;
  return restored.map((each, at) => ({
    ...each,
    texts: each.texts.map((text, index) => {
      const line = each.part.lines[index] ?? "";
      if (inside[at]?.has(index) !== true || isBlank(line)) return text;
      const mode = modeOf(each, index);
      if (modes.size > 1 && mode === undefined) return undefined;
      return (mode ?? shown) === "kept" ? words(line) : text;
    }),
  }));
}

function isMoved({ part: { lines }, texts }: Restored): boolean {
  return lines.some(
    (line, index) => !isBlank(line) && texts[index] !== undefined && indentOf(texts[index]) !== indentOf(line),
  );
}

/** For each part the indexes of those of its lines that would begin inside a string. */
function insideStrings(restored: readonly Restored[], file: FileLines): readonly ReadonlySet<number>[] {
  const all: string[] = [];
  const starts = new Map<Restored, number>();
  let done = 0;
  for (const each of restored.toSorted((a, b) => a.part.startLine - b.part.startLine)) {
    const { startLine, endLine, lines } = each.part;
    for (let line = done; line < startLine; line++) all.push(file.lines[line] ?? "");
    starts.set(each, all.length);
    for (const line of lines) all.push(line);
    done = endLine;
  }
  for (let line = done; line < file.lines.length; line++) all.push(file.lines[line] ?? "");
  const inside = linesInStrings(all, file.languageId) ?? new Set();
  return restored.map((each) => {
    const start = starts.get(each) ?? 0;
    return new Set([...each.part.lines.keys()].filter((index) => inside.has(start + index)));
  });
}

import { sayingOf } from "../damage/textDamage.ts";
import { alignments, type Alignment } from "./alignment.ts";
import { declaredName } from "./declaredName.ts";
import { differences } from "./differences.ts";
import type { DocumentLines } from "./documentLines.ts";
import { oldRange } from "./oldRange.ts";
import type { Found } from "./place.ts";
import type { Sides } from "./sides.ts";
import { hasWords, isComment } from "./similarity.ts";

/**
 * How much of an alignment has to be the same, by weight: one misremembered line in five, or a comment and a little
 * more. Below that the text may come from an older version of the file.
 */
const LEAST_SCORE = 0.8;
/**
 * How far the runner-up has to stay behind: one whole line in eight. Two copies that differ in a token or two lie
 * within that of each other, and then either may be the one that was misremembered.
 */
const LEAST_MARGIN = 0.12;
/** So many lines have to be there word for word. */
const LEAST_PROOF = 2;

/** The one place that has every line that changes, and most of the others, in their order. */
export function alignedPlace(document: DocumentLines, sides: Sides): Found {
  const wanted = sides.oldLines.map(sayingOf);
  const all = alignments(wanted, document);
  const [nearest] = all;
  if (!nearest) return { type: "missing", reason: "not-there" };
  const near = { line: nearest.startLine };
  const changed = differences(sides.oldLines, sides.newLines);
  const [best, second] = all.filter((alignment) =>
    changed.every((change) => oldRange(change, { ...alignment, sides }, document)),
  );
  if (!best) {
    const reason = nearest.score < LEAST_SCORE ? "not-there" : "changed-lines-differ";
    return { type: "missing", reason, nearest: near };
  }
  if (best.score < LEAST_SCORE) return { type: "missing", reason: "not-there", nearest: near };
  if (second && best.score - second.score < LEAST_MARGIN) {
    const ranges = [best, second].map(({ startLine, endLine }) => ({ startLine, endLine }));
    return { type: "ambiguous", ranges: ranges.toSorted((a, b) => a.startLine - b.startLine) };
  }
  if (!isProven(best, document, wanted)) return { type: "missing", reason: "not-there", nearest: near };
  const { startLine, endLine, pairs } = best;
  return { type: "places", places: [{ how: "alignment", startLine, endLine, sides, pairs }] };
}

/**
 * Whether an alignment is more than a likeness: its ends have their lines, one of its lines or two neighbours are
 * nowhere else, and no line that differs names another thing or stands word for word in another place, which would be the one that is meant.
 */
function isProven({ pairs }: Alignment, { sayings, linesOf }: DocumentLines, wanted: readonly string[]): boolean {
  const own = (index: number): string | undefined => sayings[pairs[index] ?? -1];
  const code = [...wanted.entries()].filter(([, line]) => line !== "" && !isComment(line));
  const same = code.filter(([index, line]) => own(index) === line);
  const differing = code.filter(([index, line]) => own(index) !== line);
  const ends = [code.at(0)?.[0], code.at(-1)?.[0]];
  if (same.length < LEAST_PROOF || ends.some((end) => end === undefined || own(end) === undefined)) return false;
  const isAnother = differing.some(([index, line]) => {
    const name = declaredName(line);
    return (hasWords(line) && linesOf.has(line)) || (name !== undefined && name !== declaredName(own(index) ?? ""));
  });
  const exact = new Set(same.map(([index]) => index));
  return (
    !isAnother &&
    same.some(([index, line]) => {
      const places = linesOf.get(line) ?? [];
      const next = exact.has(index + 1) ? wanted[index + 1] : undefined;
      return (
        places.length === 1 || (next !== undefined && places.filter((at) => sayings[at + 1] === next).length === 1)
      );
    })
  );
}

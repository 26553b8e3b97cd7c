import { findIndentRepair } from "../damage/indentRepair.ts";
import type { LinePair } from "../damage/textRepair.ts";
import { commonIndent, indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";

/** A line with the indentation that the file would give it; undefined when that is not certain. */
export type Reindent = (line: string) => string | undefined;

export type Indentation = {
  /** Lines that say the same in the answer and in the file. */
  readonly pairs: readonly LinePair[];
  /** Those of them at the ends of what was quoted, which an edit between leaves where they are; perhaps none. */
  readonly ends: readonly LinePair[];
  readonly given: readonly string[];
  readonly own: readonly string[];
  /** One step of the file's own indentation. */
  readonly unit: string | undefined;
};

export const asWritten: Reindent = (line) => line;

/**
 * What undoes a change of indentation that the answer as a whole has suffered. Lines that an edit moved, as into a
 * block, do not say the same as the others and are left aside; where the ends stay, all stays. Undefined when the
 * indentation was lost.
 */
export function findReindent({ pairs, ends, given, own, unit }: Indentation): Reindent | undefined {
  const all = [...ends, ...pairs].filter((pair) => !isBlank(pair.given) && !isBlank(pair.own));
  const moved = all.filter((pair) => indentOf(pair.given) !== indentOf(pair.own));
  if (moved.length === 0) return asWritten;
  const isOtherKind = kindOf(given) !== undefined && kindOf(own) !== undefined && kindOf(given) !== kindOf(own);
  if (isFlat(given) && !isFlat(own) && new Set(all.map((pair) => indentOf(pair.own))).size > 1) return undefined;
  const staying = ends.filter((pair) => indentOf(pair.given) === indentOf(pair.own));
  const areEndsIn = ends.length > 0 && staying.length === ends.length;
  // What one end suffered the other suffered too.
  if (!isOtherKind && staying.some((pair) => indentOf(pair.given).length > 1)) return areEndsIn ? asWritten : undefined;
  if (!isOtherKind && ends.length === 0 && isMovedAsWritten(given, own, all)) return asWritten;
  let known = mostVoted(all, ends);
  // Where both ends are at the margin, only all lines together prove steps of another width.
  const least = areEndsIn && !isOtherKind ? all.length : Math.ceil((all.length * 2) / 3);
  for (;;) {
    const repair = findIndentRepair(
      known.flatMap(({ pairs: same }) => same.slice(0, 1)),
      unit,
    );
    const explained = known.flatMap(({ pairs: same }) => same);
    if (explained.length < least) return asWritten;
    if (repair) {
      const proofs = explained.filter((pair) => indentOf(pair.given) !== indentOf(pair.own));
      if (repair.isNone || proofs.length < (isOtherKind ? 1 : 2)) return asWritten;
      return (line) => {
        if (isBlank(line)) return line;
        const indent = indentOf(line);
        const ownIndent = repair.indent(indent);
        return ownIndent === undefined ? undefined : ownIndent + line.slice(indent.length);
      };
    }
    known = known.slice(0, -1);
  }
}

type Vote = { readonly isEnd: boolean; readonly pairs: readonly LinePair[] };

/** For each indentation of the answer the pairs that agree on what most pairs make of it; the most certain first. */
function mostVoted(pairs: readonly LinePair[], ends: readonly LinePair[]): readonly Vote[] {
  const byGiven = grouped(pairs, (pair) => indentOf(pair.given));
  const votes = Array.from(byGiven.values(), (group): Vote => {
    const end = group.find((pair) => ends.includes(pair));
    const byOwn = grouped(group, (pair) => indentOf(pair.own));
    const most = [...byOwn.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
    return { isEnd: end !== undefined, pairs: (end && byOwn.get(indentOf(end.own))) ?? most };
  });
  return votes.toSorted((a, b) => Number(b.isEnd) - Number(a.isEnd) || b.pairs.length - a.pairs.length);
}

function grouped(pairs: readonly LinePair[], keyOf: (pair: LinePair) => string): ReadonlyMap<string, LinePair[]> {
  const groups = new Map<string, LinePair[]>();
  for (const pair of pairs) {
    const group = groups.get(keyOf(pair));
    if (group) group.push(pair);
    else groups.set(keyOf(pair), [pair]);
  }
  return groups;
}

/** Whether all lines moved by the same while the whole stays: code that was put into a block, or out. */
function isMovedAsWritten(given: readonly string[], own: readonly string[], pairs: readonly LinePair[]): boolean {
  if (commonIndent(given) !== commonIndent(own)) return false;
  if (pairs.some((pair) => indentOf(pair.given).length > 1 && indentOf(pair.given) === indentOf(pair.own))) return true;
  return new Set(pairs.map((pair) => indentOf(pair.given).length - indentOf(pair.own).length)).size === 1;
}

function isFlat(lines: readonly string[]): boolean {
  return lines.length > 2 && lines.every((line) => indentOf(line) === "" || isBlank(line));
}

/** What most indented lines are indented with; undefined when none is. */
function kindOf(lines: readonly string[]): string | undefined {
  const indented = lines.filter((line) => !isBlank(line) && /^\t| {2}/.test(line.slice(0, 2)));
  const tabs = indented.filter((line) => line.startsWith("\t")).length;
  return indented.length === 0 ? undefined : tabs * 2 > indented.length ? "\t" : " ";
}

import { toBare } from "../locate/documentLines.ts";
import { undos, withoutEntities, type TextDamage, type Undo } from "./textDamage.ts";

/** Two lines that should say the same: as an answer has it, and as the file has it. */
export type LinePair = { readonly given: string; readonly own: string };

/** Damages that pairs of lines prove, and no pair contradicts. */
export type TextRepair = {
  readonly damages: readonly TextDamage[];
  readonly undos: readonly Undo[];
  /** The line as it was before; undefined when it cannot have suffered the same. */
  readonly line: (text: string) => string | undefined;
};

/**
 * The damages that lines of an answer show: each makes at least `leastProofs` lines different from the file's that are
 * the same without it, and no line would be the same but for undoing it. Indentation and spaces that the answer
 * lost at the ends of lines are not compared.
 */
export function findTextRepair(pairs: readonly LinePair[], leastProofs: number): TextRepair {
  const possible = pairs.filter(({ given }) => !IS_PLAIN.test(given));
  let candidates = undos.filter(({ undo }) => possible.some(({ given }) => changes(undo, given)));
  const telling = possible.filter(({ given }) => candidates.some(({ undo }) => changes(undo, given)));
  for (;;) {
    const set = bestOf(setsOf(candidates), telling);
    const unproven = set.filter((undo) => !isProven(undo, set, telling, leastProofs));
    if (unproven.length === 0) return toRepair(set);
    candidates = candidates.filter((undo) => !unproven.includes(undo));
  }
}

/** A line without anything that a damage leaves. */
const IS_PLAIN = /^(?:[\t -%'-[\]-~]*[!-%'-[\]-~])?$/;

/** The repair that undoes `others` too. */
export function withDamages(repair: TextRepair, others: readonly TextDamage[]): TextRepair {
  return toRepair(undos.filter((undo) => repair.undos.includes(undo) || others.includes(undo.damage)));
}

/** Whether there is something to undo, perhaps behind an entity. */
function changes(undo: Undo["undo"], line: string): boolean {
  if (undo(line) !== line) return true;
  const decoded = withoutEntities(line);
  return decoded !== line && undo(decoded) !== decoded;
}

/** All ways to have some of the damages, the fewest first. */
function setsOf(candidates: readonly Undo[]): readonly (readonly Undo[])[] {
  const sets: (readonly Undo[])[] = [[]];
  for (const undo of candidates) {
    const without = sets.filter((set) => set.every(({ damage }) => damage !== undo.damage));
    for (const set of without) sets.push([...set, undo]);
  }
  return sets.toSorted((a, b) => a.length - b.length);
}

function bestOf(sets: readonly (readonly Undo[])[], pairs: readonly LinePair[]): readonly Undo[] {
  let best: readonly Undo[] = [];
  let most = -1;
  for (const set of sets) {
    const count = pairs.filter((pair) => explains(set, pair)).length;
    if (count > most) [best, most] = [set, count];
  }
  return best;
}

function isProven(undo: Undo, set: readonly Undo[], pairs: readonly LinePair[], leastProofs: number): boolean {
  const others = set.filter((other) => other !== undo);
  const votes = pairs.map((pair) => Number(explains(set, pair)) - Number(explains(others, pair)));
  return votes.filter((vote) => vote > 0).length >= leastProofs && votes.every((vote) => vote >= 0);
}

function explains(set: readonly Undo[], { given, own }: LinePair): boolean {
  const text = undone(set, given);
  if (text === undefined || toBare(text) !== toBare(own)) return false;
  const [end, ownEnd] = [endOf(text), endOf(own)];
  // Spaces that are at the end of both lines are the file's.
  if (set.some(isTrailing) && ownEnd !== "" && endOf(given) === ownEnd) return false;
  return end === "" || end === ownEnd;
}

function isTrailing({ damage }: Undo): boolean {
  return damage === "trailing-space";
}

function endOf(line: string): string {
  return /[ \t]*$/.exec(line)?.[0] ?? "";
}

function undone(set: readonly Undo[], line: string): string | undefined {
  let text: string | undefined = line;
  for (const { undo } of set) text = text === undefined ? undefined : undo(text);
  return text;
}

function toRepair(set: readonly Undo[]): TextRepair {
  return { damages: set.map(({ damage }) => damage), undos: set, line: (text) => undone(set, text) };
}

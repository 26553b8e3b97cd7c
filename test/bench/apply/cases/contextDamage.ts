import type { Random } from "../random.ts";
import type { Block, Row } from "./block.ts";
import { oldSide } from "./block.ts";
import { isTelling, mismatchesAt } from "./occurrences.ts";

/** Changes a word in one line of context. Undefined unless the place stays the only one that comes near. */
export function contextMiswritten(block: Block, lines: readonly string[], random: Random): Block | undefined {
  const { rows } = block;
  const candidates = rows.flatMap(({ kind, text }, index) => (kind === "same" && isTelling(text) ? [index] : []));
  const removed = rows.some(({ kind, text }) => kind === "old" && isTelling(text));
  if (candidates.length < 4 || !removed) return undefined;
  const index = random.pick(candidates);
  const row = rows[index];
  const text = row && miswritten(row.text, random);
  if (!row || text === undefined) return undefined;
  const damaged = { ...block, rows: rows.with(index, { ...row, text }) };
  return isFarAhead(damaged, lines) ? damaged : undefined;
}

/** Leaves out an empty line of context that no change touches. */
export function blankContextDropped(block: Block): Block | undefined {
  const { rows } = block;
  const index = rows.findIndex(
    ({ kind, text }, at) =>
      kind === "same" && text.trim() === "" && [at - 1, at + 1].every((near) => isTellingContext(rows[near])),
  );
  return index < 0 ? undefined : { ...block, rows: rows.toSpliced(index, 1) };
}

function isTellingContext(row: Row | undefined): boolean {
  return row?.kind === "same" && isTelling(row.text);
}

/** Every other place differs in more than half of the lines. */
function isFarAhead(block: Block, lines: readonly string[]): boolean {
  const wanted = oldSide(block);
  for (let start = 0; start + wanted.length <= lines.length; start++) {
    if (start !== block.oldStart && mismatchesAt(lines, wanted, start) <= wanted.length / 2) return false;
  }
  return true;
}

/** A letter less, a letter twice, or another last character. */
function miswritten(text: string, random: Random): string | undefined {
  const word = random.pick(text.match(/\p{L}{4,}/gu) ?? [""]);
  if (word === "") return undefined;
  const at = text.indexOf(word) + 1 + random.below(word.length - 2);
  return random.chance(0.5)
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + text.charAt(at) + text.slice(at);
}

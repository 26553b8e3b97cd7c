import { indentOf } from "../indentation.ts";
import { isBlank } from "../lines.ts";
import { findIndentRepair, type IndentRepair, type Units } from "./indentRepair.ts";
import type { TextDamage } from "./textDamage.ts";
import { findTextRepair, type LinePair, type TextRepair } from "./textRepair.ts";

export type Damage = TextDamage | "indentation";

/** What has to be done to lines of an answer so that they are what the file would have. */
export type Repair = {
  /** None when the answer's lines are the file's. */
  readonly damages: readonly Damage[];
  /** A further line of the answer as it was before; undefined when that is not certain. */
  readonly line: (text: string) => string | undefined;
};

/**
 * The repair that makes the file's lines out of the answer's. Every damage needs `leastProofs` pairs that differ by
 * it and none that contradicts it. Pairs that say something else are left aside as far as text goes; undefined when no
 * one change of indentation explains all pairs. `units` are steps of indentation, where they are known.
 */
export function findRepair(pairs: readonly LinePair[], leastProofs: number, units?: Units): Repair | undefined {
  const text = findTextRepair(pairs, leastProofs);
  const repaired = pairs.map(({ given, own }) => ({ given: text.line(given) ?? given, own }));
  const differing = repaired.filter(({ given, own }) => !isBlank(given) && indentOf(given) !== indentOf(own));
  const indent = differing.length < leastProofs ? NONE : findIndentRepair(repaired, units);
  return indent && toRepair(text, indent);
}

const NONE: IndentRepair = { isNone: true, converts: false, indent: (given) => given };

function toRepair(text: TextRepair, { isNone, indent }: IndentRepair): Repair {
  return {
    damages: isNone ? text.damages : [...text.damages, "indentation"],
    line: (line) => {
      const repaired = text.line(line);
      if (repaired === undefined || isNone || isBlank(repaired)) return repaired;
      const given = indentOf(repaired);
      const own = indent(given);
      return own === undefined ? undefined : own + repaired.slice(given.length);
    },
  };
}

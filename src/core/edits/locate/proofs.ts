import { sayingOf } from "../damage/textDamage.ts";
import { evidentDamages } from "../damage/doubt.ts";
import { findTextRepair, withDamages, type LinePair, type TextRepair } from "../damage/textRepair.ts";
import type { DocumentLines } from "./documentLines.ts";
import type { Place } from "./place.ts";

/** What all pieces of an answer show about damage. */
export type Proofs = {
  readonly text: TextRepair;
  /** All lines that the pieces and the document share, without the damage to their text. */
  readonly pairs: readonly LinePair[];
  /** The same as the answer has them. */
  readonly given: readonly LinePair[];
  /** All lines of the pieces. */
  readonly answer: readonly string[];
};

/** One line proves a damage: a piece quotes what it replaces. */
const LEAST_PROOFS = 1;

export function proofsOf(places: readonly Place[], document: DocumentLines, answer: readonly string[]): Proofs {
  const given = places.flatMap((place) => pairsAt(place, document));
  const proven = findTextRepair(given, LEAST_PROOFS);
  const text = withDamages(proven, evidentDamages(answer, given, proven, document.text));
  return { text, given, pairs: given.map((pair) => repaired(pair, text)), answer };
}

/** The lines that a piece and its place share, without the damage to their text. */
export function repairedPairs(place: Place, document: DocumentLines, text: TextRepair): readonly LinePair[] {
  return pairsAt(place, document).map((pair) => repaired(pair, text));
}

function pairsAt({ sides, pairs }: Place, { lines }: DocumentLines): readonly LinePair[] {
  return sides.oldLines.flatMap((given, index) => {
    const line = pairs[index];
    const own = line === undefined ? undefined : lines[line];
    return own !== undefined && (own === given || sayingOf(own) === sayingOf(given)) ? [{ given, own }] : [];
  });
}

function repaired({ given, own }: LinePair, text: TextRepair): LinePair {
  return { given: text.line(given) ?? given, own };
}

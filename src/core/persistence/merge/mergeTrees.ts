import type { Turn } from "../../../shared/chat/state.ts";
import { threeWay } from "./sameValue.ts";
import { leadsToBeginning, type TurnTree } from "./turnTree.ts";

/**
 * How the turns that are kept follow each other, after two windows changed that. What both asked at the same place
 * stands one after the other, in the order in which it was asked; every turn in `kept` is in the result.
 */
export function mergeTrees(
  base: TurnTree,
  ours: TurnTree,
  theirs: TurnTree,
  kept: ReadonlyMap<string, Turn>,
): TurnTree {
  return joined(base, withKept(ours, base, kept), withKept(theirs, base, kept), kept);
}

/** A window's tree with those back that it deleted and that are kept all the same, where they stood. */
function withKept(tree: TurnTree, base: TurnTree, kept: ReadonlyMap<string, Turn>): TurnTree {
  const [previous, next] = [new Map(tree.previous), new Map(tree.next)];
  const isBack = (id: string | undefined): boolean =>
    id !== undefined && kept.has(id) && base.previous.has(id) && !tree.previous.has(id);
  for (const [id, before] of base.previous) {
    if (isBack(id) || (isBack(before) && tree.previous.has(id))) previous.set(id, before);
  }
  for (const [id, after] of base.next) if (isBack(id) || isBack(after)) next.set(id, after);
  return { previous, next };
}

function joined(base: TurnTree, ours: TurnTree, theirs: TurnTree, kept: ReadonlyMap<string, Turn>): TurnTree {
  const previous = new Map<string, string>();
  for (const id of kept.keys()) previous.set(id, placeOf(id));
  for (const id of kept.keys()) if (!leadsToBeginning(id, previous)) previous.set(id, "");
  const next = new Map<string, string>();
  for (const id of ["", ...kept.keys()]) {
    const following = nextOf(id);
    if (following !== undefined) next.set(id, following);
  }
  lineUp();
  return { previous, next };

  /** The nearest kept turn before it. */
  function placeOf(id: string): string {
    const [one, other] = [ours.previous.get(id), theirs.previous.get(id)];
    let before = threeWay(base.previous.get(id), one ?? other, other ?? one, (mine) => mine) ?? "";
    for (let steps = 0; before !== "" && !kept.has(before) && steps <= base.previous.size; steps++) {
      // It is gone in one of the two, and what it followed is known to the other.
      before = ours.previous.get(before) ?? theirs.previous.get(before) ?? base.previous.get(before) ?? "";
    }
    return kept.has(before) ? before : "";
  }

  /** What goes on after it on its path; the turn that was asked last where neither says so. */
  function nextOf(id: string): string | undefined {
    const [before, mine, other] = [base, ours, theirs].map((tree) => keptAfter(tree, id));
    const chosen = threeWay(before, mine, other, (one, two) => one ?? two);
    if (chosen !== undefined) return chosen;
    return [
      mine,
      other,
      ...inOrder(Array.from(kept.keys()).filter((one) => previous.get(one) === id)).toReversed(),
    ].find((one) => one !== undefined);
  }

  function keptAfter({ next: follows }: TurnTree, id: string): string | undefined {
    let after = follows.get(id);
    while (after !== undefined && !kept.has(after)) after = follows.get(after);
    return after !== undefined && previous.get(after) === id ? after : undefined;
  }

  /** Puts what only the other window added at a place behind what only this one did. */
  function lineUp(): void {
    for (const id of ["", ...kept.keys()]) {
      const [mine, other] = [addedAfter(ours, theirs, id), addedAfter(theirs, ours, id)];
      if (mine.length === 0 || other.length === 0) continue;
      let at = id;
      for (const added of inOrder([...mine, ...other])) {
        previous.set(added, at);
        next.set(at, added);
        at = added;
      }
      next.delete(at);
    }
  }

  /** The turns that a path was made longer by, in a window where it ended at `id` when both began. */
  function addedAfter({ next: follows }: TurnTree, elsewhere: TurnTree, id: string): readonly string[] {
    if (keptAfter(base, id) !== undefined) return [];
    const added: string[] = [];
    for (let after = follows.get(id); after !== undefined; after = follows.get(after)) {
      if (!kept.has(after)) continue;
      if (base.previous.has(after) || elsewhere.previous.has(after)) return [];
      added.push(after);
    }
    return added;
  }

  function inOrder(ids: readonly string[]): readonly string[] {
    return ids.toSorted((a, b) => (kept.get(a)?.askedAt ?? 0) - (kept.get(b)?.askedAt ?? 0) || (a < b ? -1 : 1));
  }
}

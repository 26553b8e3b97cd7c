import type { Branch, Conversation, Turn } from "../../../shared/chat/state.ts";
import { mergeTrees } from "./mergeTrees.ts";
import { haveRivalAnswers, mergeTurn } from "./mergeTurn.ts";
import { sameValue, threeWay } from "./sameValue.ts";
import { pathsOf, treeOf, turnsById, type TurnTree } from "./turnTree.ts";

/**
 * One conversation as two windows have it. `base` is what both began with; without it both are taken for additions.
 *
 * Turns that either added stay; a turn that one deleted goes unless the other changed it since. Of everything else the
 * side that changed it has its way, and ours where both did. Two different new answers to one question are both kept:
 * the one that is not shown becomes a branch. Turns that nobody changed are the same objects as in `ours`.
 */
export function mergeConversations(
  base: Conversation | undefined,
  ours: Conversation,
  theirs: Conversation,
): Conversation {
  const began: Conversation = base ?? { ...theirs, turns: [], branches: [] };
  const [before, mine, other] = [turnsById(began), turnsById(ours), turnsById(theirs)];
  const kept = new Map<string, Turn>();
  const rivals = new Map<string, Turn>();
  for (const id of new Set([...mine.keys(), ...other.keys()])) {
    const turn = mergedTurn(before.get(id), mine.get(id), other.get(id));
    if (!turn) continue;
    kept.set(id, turn);
    const rival = rivalOf(turn, before.get(id), mine.get(id), other.get(id));
    if (rival) rivals.set(id, rival);
  }
  const own = <K extends "title" | "pinned" | "options" | "workspace">(name: K): Conversation[K] =>
    threeWay(began[name], ours[name], theirs[name], (one) => one);
  const [pinned, options, workspace] = [own("pinned"), own("options"), own("workspace")];
  const paths = mergedPaths(began, ours, theirs, kept);
  const branches = [...paths.branches, ...rivalBranches(rivals, treeOf(paths), kept)];
  return {
    id: ours.id,
    title: own("title"),
    createdAt: Math.min(ours.createdAt, theirs.createdAt),
    turns: paths.turns,
    ...(branches.length > 0 && { branches }),
    ...(pinned && { pinned }),
    ...(workspace && { workspace }),
    ...(options && { options }),
  };
}

function mergedTurn(base: Turn | undefined, ours: Turn | undefined, theirs: Turn | undefined): Turn | undefined {
  if (ours && theirs) return mergeTurn(base, ours, theirs);
  const only = ours ?? theirs;
  return base && only && sameValue(only, base) ? undefined : only;
}

type Paths = Pick<Conversation, "id" | "title" | "createdAt" | "turns"> & { readonly branches: readonly Branch[] };

function mergedPaths(
  base: Conversation,
  ours: Conversation,
  theirs: Conversation,
  kept: ReadonlyMap<string, Turn>,
): Paths {
  const { id, title, createdAt } = ours;
  const [began, one, other] = [treeOf(base), treeOf(ours), treeOf(theirs)];
  const holdsAll = ({ previous }: TurnTree): boolean => Array.from(kept.keys()).every((turnId) => previous.has(turnId));
  // Where one side left the paths alone, the other's are right, unless a turn that it deleted is kept.
  const tree =
    (isSame(other, began) || isSame(one, other)) && holdsAll(one)
      ? one
      : isSame(one, began) && holdsAll(other)
        ? other
        : mergeTrees(began, one, other, kept);
  return { id, title, createdAt, ...pathsOf(tree, kept) };
}

function isSame(one: TurnTree, other: TurnTree): boolean {
  return [one.previous, one.next].every((links, index) =>
    sameValue(Object.fromEntries(links), Object.fromEntries(index === 0 ? other.previous : other.next)),
  );
}

/** The other answer, where both windows gave one of their own. */
function rivalOf(
  winner: Turn,
  base: Turn | undefined,
  ours: Turn | undefined,
  theirs: Turn | undefined,
): Turn | undefined {
  if (!ours || !theirs || !haveRivalAnswers(base, ours, theirs)) return undefined;
  return winner.answer.text === ours.answer.text ? theirs : ours;
}

function rivalBranches(
  rivals: ReadonlyMap<string, Turn>,
  { previous }: TurnTree,
  kept: ReadonlyMap<string, Turn>,
): readonly Branch[] {
  return Array.from(rivals.values()).flatMap((turn) => {
    // Always the same id, so that a merge that is repeated keeps it once.
    const id = `${turn.id}-other`;
    return kept.has(id) ? [] : [{ after: previous.get(turn.id) ?? "", turns: [{ ...turn, id }] }];
  });
}

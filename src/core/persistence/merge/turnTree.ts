import { allTurns } from "../../../shared/chat/branches.ts";
import type { Branch, Conversation, Turn } from "../../../shared/chat/state.ts";

/**
 * How the turns of a conversation follow each other, by their ids; the empty id is where it begins. `next` is the turn
 * that goes on a path, shown or set aside; another turn with the same `previous` begins a branch.
 */
export type TurnTree = {
  readonly previous: ReadonlyMap<string, string>;
  readonly next: ReadonlyMap<string, string>;
};

export function treeOf({ turns, branches = [] }: Conversation): TurnTree {
  const previous = new Map<string, string>();
  const next = new Map<string, string>();
  const follow = (path: readonly Turn[], after: string, isShown: boolean): void => {
    let before = after;
    for (const [index, { id }] of path.entries()) {
      previous.set(id, before);
      if (isShown || index > 0) next.set(before, id);
      before = id;
    }
  };
  follow(turns, "", true);
  for (const { after, turns: path } of branches) follow(path, after, false);
  for (const [first] of branches.map(({ turns: path }) => path)) {
    // One that follows nothing that is there would be out of reach.
    if (first && !leadsToBeginning(first.id, previous)) previous.set(first.id, "");
  }
  return { previous, next };
}

export function leadsToBeginning(id: string, previous: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  let at: string | undefined = id;
  while (at !== "" && at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = previous.get(at);
  }
  return at === "";
}

/** The conversation's paths, made of `turns`. Whatever cannot be reached from the beginning is left out. */
export function pathsOf(
  { previous, next }: TurnTree,
  turns: ReadonlyMap<string, Turn>,
): { readonly turns: readonly Turn[]; readonly branches: readonly Branch[] } {
  const children = new Map<string, string[]>();
  for (const [id, before] of previous) children.set(before, [...(children.get(before) ?? []), id]);
  const placed = new Set<string>();
  const branches: Branch[] = [];
  const shown = path(next.get(""));
  branchOff(["", ...shown.map(({ id }) => id)]);
  return { turns: shown, branches };

  function path(first: string | undefined): readonly Turn[] {
    const found: Turn[] = [];
    for (let turn = turns.get(first ?? ""); turn && !placed.has(turn.id); turn = turns.get(next.get(turn.id) ?? "")) {
      placed.add(turn.id);
      found.push(turn);
    }
    return found;
  }

  function branchOff(ids: readonly string[]): void {
    for (const after of ids) {
      for (const first of children.get(after) ?? []) {
        if (next.get(after) === first) continue;
        const branch = path(first);
        if (branch.length === 0) continue;
        branches.push({ after, turns: branch });
        branchOff(branch.map(({ id }) => id));
      }
    }
  }
}

export function turnsById(conversation: Conversation): Map<string, Turn> {
  return new Map(allTurns(conversation).map((turn) => [turn.id, turn]));
}

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
  return { previous, next };
}

/** The conversation's paths, made of `turns`. Whatever cannot be reached from the beginning is left out. */
export function pathsOf(
  { previous, next }: TurnTree,
  turns: ReadonlyMap<string, Turn>,
): { readonly turns: readonly Turn[]; readonly branches: readonly Branch[] } {
  const children = new Map<string, string[]>();
  for (const [id, before] of previous) children.set(before, [...(children.get(before) ?? []), id]);
  const branches: Branch[] = [];
  const shown = path(next.get(""));
  branchOff(["", ...shown.map(({ id }) => id)]);
  return { turns: shown, branches };

  function path(first: string | undefined): readonly Turn[] {
    const found: Turn[] = [];
    for (let turn = turns.get(first ?? ""); turn; turn = turns.get(next.get(turn.id) ?? "")) found.push(turn);
    return found;
  }

  function branchOff(ids: readonly string[]): void {
    for (const after of ids) {
      for (const first of children.get(after) ?? []) {
        if (next.get(after) === first) continue;
        const branch = path(first);
        branches.push({ after, turns: branch });
        branchOff(branch.map(({ id }) => id));
      }
    }
  }
}

export function turnsById(conversation: Conversation): Map<string, Turn> {
  return new Map(allTurns(conversation).map((turn) => [turn.id, turn]));
}

import type { Branch, Conversation, Turn } from "./state.ts";

/** The ways in which a conversation goes on at one point, oldest first, as the ids of the turns they begin with. */
export type Versions = { readonly turnIds: readonly string[]; readonly shown: number };

/** Every turn of a conversation, those that are not shown too. */
export function allTurns({ turns, branches = [] }: Conversation): readonly Turn[] {
  return [...turns, ...branches.flatMap((branch) => branch.turns)];
}

/** Those at the place of a shown turn: itself and the branches that begin where it stands. */
export function versionsOf({ turns, branches = [] }: Conversation, turnId: string): Versions {
  const index = turns.findIndex(({ id }) => id === turnId);
  const turn = turns[index];
  if (!turn) return { turnIds: [], shown: -1 };
  const after = idBefore(turns, index);
  const others = branches.filter((branch) => branch.after === after).flatMap((branch) => branch.turns.slice(0, 1));
  const turnIds = [turn, ...others].toSorted((a, b) => (a.askedAt ?? 0) - (b.askedAt ?? 0)).map(({ id }) => id);
  return { turnIds, shown: turnIds.indexOf(turnId) };
}

/** Sets the shown turns from `turnId` on aside as a branch. An unknown turn changes nothing. */
export function withoutTail(conversation: Conversation, turnId: string): Conversation {
  const index = conversation.turns.findIndex(({ id }) => id === turnId);
  return index < 0 ? conversation : cut(conversation, index);
}

/** Shows the branch that begins with `turnId`. Where its place is not on the shown path nothing changes. */
export function showBranch(conversation: Conversation, turnId: string): Conversation {
  const branch = conversation.branches?.find(({ turns }) => turns[0]?.id === turnId);
  if (!branch) return conversation;
  const before = conversation.turns.findIndex(({ id }) => id === branch.after);
  if (before < 0 && branch.after !== "") return conversation;
  const kept = cut(conversation, before + 1);
  return withBranches(
    { ...kept, turns: [...kept.turns, ...branch.turns] },
    (kept.branches ?? []).filter((one) => one !== branch),
  );
}

/** Takes one turn out of the shown path; what followed it follows the turn before it. */
export function deleteTurn(conversation: Conversation, turnId: string): Conversation {
  const index = conversation.turns.findIndex(({ id }) => id === turnId);
  if (index < 0) return conversation;
  const before = idBefore(conversation.turns, index);
  const moved = (conversation.branches ?? []).map((branch) =>
    branch.after === turnId ? { ...branch, after: before } : branch,
  );
  return withBranches({ ...conversation, turns: conversation.turns.toSpliced(index, 1) }, moved);
}

/** Puts a turn after the shown turn `after`; at the end when that one is gone, first when `after` is empty. */
export function restoreTurn(conversation: Conversation, turn: Turn, after: string): Conversation {
  const { turns } = conversation;
  const before = turns.findIndex(({ id }) => id === after);
  const index = after === "" ? 0 : before < 0 ? turns.length : before + 1;
  return { ...conversation, turns: turns.toSpliced(index, 0, turn) };
}

function cut(conversation: Conversation, index: number): Conversation {
  const { turns, branches = [] } = conversation;
  if (index >= turns.length) return conversation;
  const tail: Branch = { after: idBefore(turns, index), turns: turns.slice(index) };
  return { ...conversation, turns: turns.slice(0, index), branches: [...branches, tail] };
}

function withBranches(conversation: Conversation, branches: readonly Branch[]): Conversation {
  const { branches: _, ...rest } = conversation;
  return branches.length === 0 ? rest : { ...rest, branches };
}

/** The turn before that at `index`; empty for the first. */
function idBefore(turns: readonly Turn[], index: number): string {
  return turns[index - 1]?.id ?? "";
}

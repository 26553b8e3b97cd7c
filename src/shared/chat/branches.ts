import type { Branch, Conversation, Turn } from "./state.ts";

/** The ways in which a conversation goes on at one point, oldest first, as the ids of the turns they begin with. */
export type Versions = { readonly turnIds: readonly string[]; readonly shown: number };

/** Every turn of a conversation, those that are not shown too. */
export function allTurns({ turns, branches = [] }: Conversation): readonly Turn[] {
  return [...turns, ...branches.flatMap((branch) => branch.turns)];
}

/** The turns that a turn follows, from the first question on, whether they are shown or not. Empty for an unknown turn. */
export function turnsBefore({ turns, branches = [] }: Conversation, turnId: string): readonly Turn[] {
  const lines = new Set<Branch>([{ after: "", turns }, ...branches]);
  const before: Turn[] = [];
  let id = turnId;
  let isIncluded = false;
  for (;;) {
    const line = Array.from(lines).find((one) => one.turns.some((turn) => turn.id === id));
    if (!line) return before;
    // A line is gone along once, whatever a file says.
    lines.delete(line);
    const index = line.turns.findIndex((turn) => turn.id === id);
    before.unshift(...line.turns.slice(0, isIncluded ? index + 1 : index));
    id = line.after;
    isIncluded = true;
  }
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

const none: ReadonlyMap<string, Versions> = new Map();

/** The versions of each shown turn that has more than one, by its id. */
export function versionsByTurn(conversation: Conversation): ReadonlyMap<string, Versions> {
  const { turns, branches = [] } = conversation;
  if (branches.length === 0) return none;
  const forks = new Set(branches.map(({ after }) => after));
  const versions = turns
    .filter((_, index) => forks.has(idBefore(turns, index)))
    .map(({ id }) => [id, versionsOf(conversation, id)] as const);
  return new Map(versions);
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

/**
 * Takes one turn out of the shown path; what followed it follows the turn before it. Where nothing did, another version of
 * the turn is shown, if there is one.
 */
export function deleteTurn(conversation: Conversation, turnId: string): Conversation {
  const place = placeOf(conversation, turnId);
  if (!place) return conversation;
  const moved = (conversation.branches ?? []).map((branch) =>
    branch.after === turnId ? { ...branch, after: place.after } : branch,
  );
  const turns = conversation.turns.filter(({ id }) => id !== turnId);
  const without = withBranches({ ...conversation, turns }, moved);
  return place.replaces === undefined ? without : showBranch(without, place.replaces);
}

/** Where a deleted turn was. */
export type TurnPlace = {
  /** The turn before it; empty for the first. */
  readonly after: string;
  /** The turn that is shown since in its place, where it was the last one and was not the only one there. */
  readonly replaces?: string;
  /** The first turns of the branches that followed it. */
  readonly followers?: readonly string[];
};

/**
 * Puts a turn after the shown turn `after`; at the end when that one is gone, first when `after` is empty. What is shown
 * from `replaces` on becomes a branch.
 */
export function restoreTurn(conversation: Conversation, turn: Turn, place: TurnPlace): Conversation {
  const { after, replaces, followers = [] } = place;
  const kept = replaces === undefined ? conversation : withoutTail(conversation, replaces);
  const { turns, branches = [] } = kept;
  const before = turns.findIndex(({ id }) => id === after);
  const index = after === "" ? 0 : before < 0 ? turns.length : before + 1;
  const moved = branches.map((branch) =>
    followers.includes(branch.turns[0]?.id ?? "") ? { ...branch, after: turn.id } : branch,
  );
  return withBranches({ ...kept, turns: turns.toSpliced(index, 0, turn) }, moved);
}

/** The place of a shown turn, to bring it back to. Undefined for any other. */
export function placeOf(conversation: Conversation, turnId: string): TurnPlace | undefined {
  const { turns, branches = [] } = conversation;
  const index = turns.findIndex(({ id }) => id === turnId);
  if (index < 0) return undefined;
  const followers = branches
    .filter(({ after }) => after === turnId)
    .flatMap((branch) => branch.turns.slice(0, 1).map(({ id }) => id));
  const isLast = index === turns.length - 1;
  const replaces = isLast ? (neighbourOf(versionsOf(conversation, turnId)) ?? followers[0]) : undefined;
  return {
    after: idBefore(turns, index),
    ...(replaces !== undefined && { replaces }),
    ...(followers.length > 0 && { followers }),
  };
}

/** The version before the shown one, or else after it. */
function neighbourOf({ turnIds, shown }: Versions): string | undefined {
  return turnIds[shown - 1] ?? turnIds[shown + 1];
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

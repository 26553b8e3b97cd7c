import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { mergeConversations } from "../../../../../src/core/persistence/merge/mergeConversations.ts";
import { allTurns } from "../../../../../src/shared/chat/branches.ts";
import { applyChatEvent, type ChatEvent } from "../../../../../src/shared/chat/events.ts";
import type { AnswerState, Conversation, Turn } from "../../../../../src/shared/chat/state.ts";
import { question } from "../../../../support/chatWorld.ts";
import { accepted, proposedFile } from "../../../../support/proposedFiles.ts";
import { propertyRuns } from "../../../../support/propertyRuns.ts";

const empty: Conversation = { id: "c", title: "T", createdAt: 1, turns: [] };

function after(conversation: Conversation, ...events: readonly ChatEvent[]): Conversation {
  return events.reduce(applyChatEvent, conversation);
}

let clock = 0;
function asked(turnId: string, replaces?: string): ChatEvent {
  return {
    type: "turn-started",
    turnId,
    question: question(turnId),
    at: ++clock,
    ...(replaces !== undefined && { replaces }),
  };
}

function answered(turnId: string, text: string, state: AnswerState = { type: "complete" }): readonly ChatEvent[] {
  return [
    { type: "turn-restarted", turnId },
    { type: "answer-delta", turnId, text },
    { type: "answer-end", turnId, state },
  ];
}

const shown = ({ turns }: Conversation): readonly string[] => turns.map(({ id }) => id);
const textOf = (conversation: Conversation, id: string): string | undefined =>
  allTurns(conversation).find((turn) => turn.id === id)?.answer.text;

describe("merging what two windows made of one conversation", () => {
  const base = after(empty, asked("a"), ...answered("a", "A"), asked("b"), ...answered("b", "B"));

  it("keeps both questions, in the order in which they were asked", () => {
    const theirs = after(base, asked("c"));
    const ours = after(base, asked("d"), asked("e"));
    const [one, other] = [mergeConversations(base, ours, theirs), mergeConversations(base, theirs, ours)];
    assert.deepEqual(shown(one), ["a", "b", "c", "d", "e"]);
    assert.deepEqual(shown(other), ["a", "b", "c", "d", "e"]);
  });

  it("keeps both first questions of a conversation that neither knew of", () => {
    const merged = mergeConversations(undefined, after(empty, asked("x")), after(empty, asked("y")));
    assert.deepEqual(shown(merged), ["x", "y"]);
  });

  it("takes each answer from the window that gave it", () => {
    const ours = after(base, ...answered("a", "A again"));
    const theirs = after(base, ...answered("b", "B again"));
    const merged = mergeConversations(base, ours, theirs);
    assert.deepEqual(
      merged.turns.map(({ answer }) => answer.text),
      ["A again", "B again"],
    );
  });

  it("keeps two answers to one question, the other as a branch", () => {
    const ours = after(base, ...answered("b", "One"));
    const theirs = after(base, ...answered("b", "Another"));
    const merged = mergeConversations(base, ours, theirs);
    assert.deepEqual(
      allTurns(merged).map(({ answer }) => answer.text),
      ["A", "Another", "One"],
    );
    assert.deepEqual(allTurns(mergeConversations(base, merged, theirs)).length, 3);
  });

  it("takes a whole answer rather than the part of it that another window found", () => {
    const running = after(base, asked("c"));
    const whole = after(running, ...answered("c", "All of it"));
    const part = after(running, ...answered("c", "All", { type: "interrupted" }));
    assert.equal(textOf(mergeConversations(running, part, whole), "c"), "All of it");
    assert.equal(textOf(mergeConversations(running, whole, part), "c"), "All of it");
  });

  it("deletes a turn that one window deleted and the other left alone", () => {
    const ours = after(base, { type: "turn-deleted", turnId: "a" });
    assert.deepEqual(shown(mergeConversations(base, ours, after(base, asked("c")))), ["b", "c"]);
    assert.deepEqual(shown(mergeConversations(base, after(base, asked("d")), ours)), ["b", "d"]);
  });

  it("keeps a turn that one window deleted while the other answered it anew", () => {
    const ours = after(base, { type: "turn-deleted", turnId: "a" });
    const theirs = after(base, ...answered("a", "New"));
    assert.deepEqual(shown(mergeConversations(base, ours, theirs)), ["a", "b"]);
  });

  it("keeps what was asked after a question that the other window asks differently", () => {
    const ours = after(base, asked("c"));
    const theirs = after(base, asked("b2", "b"));
    const merged = mergeConversations(base, ours, theirs);
    assert.deepEqual(shown(merged), ["a", "b2"]);
    assert.deepEqual(shown(after(merged, { type: "branch-shown", turnId: "b" })), ["a", "b", "c"]);
  });

  it("takes title, pin and options from the window that changed them", () => {
    const ours = after(base, { type: "renamed", title: "Mine" }, { type: "pinned", pinned: true });
    const theirs = after(base, { type: "options-changed", options: { model: "m" } });
    const { title, pinned, options } = mergeConversations(base, ours, theirs);
    assert.deepEqual({ title, pinned, options }, { title: "Mine", pinned: true, options: { model: "m" } });
    const unpinned = mergeConversations(ours, after(ours, { type: "pinned", pinned: false }), after(ours, asked("z")));
    assert.equal(unpinned.pinned, undefined);
  });

  it("keeps a branch whose place is gone, and is not held up by a turn that is there twice", () => {
    const [a, b] = base.turns;
    assert.ok(a && b);
    const odd: Conversation = { ...base, turns: [a, b, a], branches: [{ after: "gone", turns: [{ ...b, id: "z" }] }] };
    const merged = mergeConversations(base, odd, after(base, asked("c")));
    assert.deepEqual(new Set(allTurns(merged).map(({ id }) => id)), new Set(["a", "b", "c", "z"]));
  });

  it("keeps the proposals of both", () => {
    const ours = after(base, { type: "file-changed", turnId: "b", file: proposedFile("one.ts", accepted) });
    const theirs = after(base, { type: "file-changed", turnId: "b", file: proposedFile("two.ts", accepted) });
    const merged = mergeConversations(base, ours, theirs);
    assert.deepEqual(merged.turns[1]?.files?.map(({ path }) => path).toSorted(), ["one.ts", "two.ts"]);
  });
});

/** What a person does in one window; places are taken modulo what there is. */
type Step =
  | { readonly do: "ask" | "answer" | "delete" | "pin"; readonly at: number }
  | { readonly do: "askInstead" | "show" | "restore"; readonly at: number };

const anyStep: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("ask", "ask", "answer", "delete", "askInstead", "show", "restore", "pin"),
  at: fc.nat(20),
});
const anySteps = fc.array(anyStep, { maxLength: 7 });

/** Plays steps; ids and texts carry the window's name, so that no two windows make the same. */
function play(start: Conversation, steps: readonly Step[], window: string): Conversation {
  let conversation = start;
  const deleted: { readonly turn: Turn; readonly after: string }[] = [];
  for (const [index, step] of steps.entries()) {
    const name = `${window}${index}`;
    const { turns, branches = [] } = conversation;
    const turn = turns[step.at % Math.max(1, turns.length)];
    const branch = branches[step.at % Math.max(1, branches.length)];
    const before = turns[turns.findIndex(({ id }) => id === turn?.id) - 1]?.id ?? "";
    if (step.do === "ask") conversation = after(conversation, asked(name));
    if (step.do === "answer" && turn) conversation = after(conversation, ...answered(turn.id, `${name}.`));
    if (step.do === "askInstead" && turn) conversation = after(conversation, asked(name, turn.id));
    if (step.do === "show" && branch?.turns[0])
      conversation = after(conversation, { type: "branch-shown", turnId: branch.turns[0].id });
    if (step.do === "pin") conversation = after(conversation, { type: "pinned", pinned: step.at % 2 === 0 });
    if (step.do === "delete" && turn) {
      deleted.push({ turn, after: before });
      conversation = after(conversation, { type: "turn-deleted", turnId: turn.id });
    }
    const last = deleted.at(-1);
    if (step.do === "restore" && last) {
      deleted.pop();
      conversation = after(conversation, { type: "turn-restored", ...last });
    }
  }
  return conversation;
}

const anyWorld = fc
  .tuple(anySteps, anySteps, anySteps)
  .map(([first, mine, other]) => ({ first, mine, other }))
  .map(({ first, mine, other }) => {
    const base = play(empty, first, "b");
    return { base, ours: play(base, mine, "o"), theirs: play(base, other, "t") };
  });

const json = (value: unknown): string => JSON.stringify(value);
const turnOf = (conversation: Conversation, id: string): Turn | undefined =>
  allTurns(conversation).find((turn) => turn.id === id);

/** Which turns must be there, said without merging anything. */
function expectedIds(base: Conversation, ours: Conversation, theirs: Conversation): readonly string[] {
  const ids = new Set([...allTurns(ours), ...allTurns(theirs)].map(({ id }) => id));
  return [...ids]
    .filter((id) => {
      const sides = [turnOf(ours, id), turnOf(theirs, id)];
      const before = turnOf(base, id);
      if (!before || sides.every((side) => side !== undefined)) return true;
      return sides.some((side) => side !== undefined && json(side) !== json(before));
    })
    .toSorted();
}

describe("merging any two histories", () => {
  it("loses no turn and no answer, and deletes what was deleted", () => {
    fc.assert(
      fc.property(anyWorld, ({ base, ours, theirs }) => {
        const merged = mergeConversations(base, ours, theirs);
        const ids = allTurns(merged).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length, "a turn is there twice");
        assert.deepEqual(ids.filter((id) => !id.endsWith("-other")).toSorted(), expectedIds(base, ours, theirs));
        const texts = new Set(allTurns(merged).map(({ answer }) => answer.text));
        for (const side of [ours, theirs]) {
          for (const turn of allTurns(side)) {
            const before = turnOf(base, turn.id);
            if (json(before) !== json(turn)) assert.ok(texts.has(turn.answer.text), `${turn.answer.text} is lost`);
          }
        }
      }),
      propertyRuns(400),
    );
  });

  it("leaves paths that can be shown: each branch follows a turn that is there", () => {
    fc.assert(
      fc.property(anyWorld, ({ base, ours, theirs }) => {
        const merged = mergeConversations(base, ours, theirs);
        const ids = new Set(["", ...allTurns(merged).map(({ id }) => id)]);
        for (const branch of merged.branches ?? []) {
          assert.ok(ids.has(branch.after), `no ${branch.after}`);
          assert.ok(branch.turns.length > 0);
        }
      }),
      propertyRuns(400),
    );
  });

  it("has the same turns whichever window merges", () => {
    fc.assert(
      fc.property(anyWorld, ({ base, ours, theirs }) => {
        const [one, other] = [mergeConversations(base, ours, theirs), mergeConversations(base, theirs, ours)];
        const ids = (conversation: Conversation): readonly string[] =>
          allTurns(conversation)
            .map(({ id }) => id)
            .toSorted();
        assert.deepEqual(ids(one), ids(other));
      }),
      propertyRuns(400),
    );
  });

  it("is what one window made where the other did nothing", () => {
    fc.assert(
      fc.property(anyWorld, ({ base, ours }) => {
        for (const merged of [mergeConversations(base, ours, base), mergeConversations(base, base, ours)]) {
          assert.deepEqual(JSON.parse(json(sorted(merged))), JSON.parse(json(sorted(ours))));
        }
        assert.deepEqual(sorted(mergeConversations(base, ours, ours)), sorted(mergeConversations(ours, ours, ours)));
      }),
      propertyRuns(400),
    );
  });
});

/** Branches have no order of their own. */
function sorted({ branches, ...rest }: Conversation): Conversation {
  if (!branches?.length) return rest;
  const first = ({ turns }: { readonly turns: readonly Turn[] }): string => turns[0]?.id ?? "";
  return { ...rest, branches: branches.toSorted((a, b) => (first(a) < first(b) ? -1 : 1)) };
}

import assert from "node:assert/strict";
import { applyChatEvent, type ChatEvent } from "../../../src/shared/chat/events.ts";
import fc from "fast-check";
import { allTurns, placeOf, turnsBefore, versionsOf } from "../../../src/shared/chat/branches.ts";
import type { Conversation } from "../../../src/shared/chat/state.ts";
import { propertyRuns } from "../../support/propertyRuns.ts";

describe("branches of a conversation", () => {
  it("keep what was said after a question that is asked differently", () => {
    const conversation = after(asked("a"), asked("b"), asked("c"), asked("b2", "b"));
    assert.deepEqual(shown(conversation), ["a", "b2"]);
    assert.deepEqual(versionsOf(conversation, "b2"), { turnIds: ["b", "b2"], shown: 1 });
  });

  it("come back whole, and what they replace is kept in turn", () => {
    const there = after(asked("a"), asked("b"), asked("c"), asked("b2", "b"), asked("d"), shows("b"));
    assert.deepEqual(shown(there), ["a", "b", "c"]);
    assert.deepEqual(versionsOf(there, "b"), { turnIds: ["b", "b2"], shown: 0 });
    assert.deepEqual(shown(applyChatEvent(there, shows("b2"))), ["a", "b2", "d"]);
  });

  it("begin at the first question too", () => {
    const conversation = after(asked("a"), asked("b"), asked("a2", "a"));
    assert.deepEqual(shown(conversation), ["a2"]);
    assert.deepEqual(shown(applyChatEvent(conversation, shows("a"))), ["a", "b"]);
  });

  it("lie within branches", () => {
    const conversation = after(asked("a"), asked("b"), asked("b2", "b"), asked("a2", "a"), shows("a"));
    assert.deepEqual(shown(conversation), ["a", "b2"]);
    assert.deepEqual(versionsOf(conversation, "b2").turnIds, ["b", "b2"]);
  });

  it("cannot be shown where their place is not", () => {
    const conversation = after(asked("a"), asked("b"), asked("b2", "b"), asked("a2", "a"));
    assert.equal(applyChatEvent(conversation, shows("b")), conversation);
  });

  it("still get the rest of their answers", () => {
    const conversation = after(asked("a"), asked("a2", "a"), { type: "answer-delta", turnId: "a", text: "Late" });
    assert.equal(allTurns(conversation).find(({ id }) => id === "a")?.answer.text, "Late");
  });

  it("follow the turn before one that is deleted", () => {
    const conversation = after(asked("a"), asked("b"), asked("c"), asked("c2", "c"), {
      type: "turn-deleted",
      turnId: "b",
    });
    assert.deepEqual(shown(conversation), ["a", "c2"]);
    assert.deepEqual(shown(applyChatEvent(conversation, shows("c"))), ["a", "c"]);
  });
});

describe("what a turn follows", () => {
  it("is known of one that is not shown too", () => {
    const conversation = after(asked("a"), asked("b"), asked("c"), asked("b2", "b"), asked("d"), asked("a2", "a"));
    const before = (id: string): readonly string[] => turnsBefore(conversation, id).map((turn) => turn.id);
    assert.deepEqual(before("c"), ["a", "b"]);
    assert.deepEqual(before("d"), ["a", "b2"]);
    assert.deepEqual(before("a2"), []);
    assert.deepEqual(before("unknown"), []);
  });

  it("has an end, also in a file in which a branch follows itself", () => {
    const [turn] = after(asked("a")).turns;
    assert.ok(turn);
    assert.deepEqual(turnsBefore({ ...empty, branches: [{ after: "a", turns: [turn] }] }, "a"), []);
  });
});

describe("a deleted turn", () => {
  it("comes back to its place", () => {
    const whole = after(asked("a"), asked("b"), asked("c"));
    const [, b] = whole.turns;
    assert.ok(b);
    const without = applyChatEvent(whole, { type: "turn-deleted", turnId: "b" });
    assert.deepEqual(shown(without), ["a", "c"]);
    assert.deepEqual(applyChatEvent(without, { type: "turn-restored", turn: b, after: "a" }), whole);
  });

  it("leaves another version of it in its place when nothing follows", () => {
    const versions = after(asked("a"), asked("b"), asked("b2", "b"), asked("b33", "b2"), shows("b2"));
    const without = applyChatEvent(versions, { type: "turn-deleted", turnId: "b2" });
    assert.deepEqual(shown(without), ["a", "b"]);
    assert.deepEqual(versionsOf(without, "b").turnIds, ["b", "b33"]);
    const first = after(asked("a"), asked("a2", "a"), { type: "turn-deleted", turnId: "a2" });
    assert.deepEqual(shown(first), ["a"]);
    assert.equal(first.branches, undefined);
  });

  it("comes back to where it was, however the conversation branches", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(9)), { maxLength: 12 }), fc.nat(9), (steps, chosen) => {
        const conversation = steps.reduce(branching, empty);
        const turn = conversation.turns[chosen % Math.max(1, conversation.turns.length)];
        const place = turn && placeOf(conversation, turn.id);
        if (!turn || !place) return;
        const without = applyChatEvent(conversation, { type: "turn-deleted", turnId: turn.id });
        assert.equal(allTurns(without).length, allTurns(conversation).length - 1);
        if (allTurns(without).length > 0) assert.notEqual(without.turns.length, 0);
        const restored = applyChatEvent(without, { type: "turn-restored", turn, ...place });
        assert.deepEqual(inOrder(restored), inOrder(conversation));
      }),
      propertyRuns(300),
    );
  });

  it("comes back as the first one", () => {
    const whole = after(asked("a"), asked("b"));
    const [a] = whole.turns;
    assert.ok(a);
    const without = applyChatEvent(whole, { type: "turn-deleted", turnId: "a" });
    assert.deepEqual(shown(applyChatEvent(without, { type: "turn-restored", turn: a, after: "" })), ["a", "b"]);
  });
});

const empty: Conversation = { id: "1", title: "T", createdAt: 0, turns: [] };

function after(...events: readonly ChatEvent[]): Conversation {
  return events.reduce(applyChatEvent, empty);
}

/** A later version of a turn has a longer name. */
function asked(turnId: string, replaces?: string): ChatEvent {
  const question = { text: turnId, task: "ask", attachments: [] } as const;
  return { type: "turn-started", turnId, question, at: turnId.length, ...(replaces === undefined ? {} : { replaces }) };
}

/** Asks, asks differently, goes back or deletes; which of the turns is meant is counted over all of them. */
function branching(conversation: Conversation, [what, which]: readonly [number, number], step: number): Conversation {
  const turns = what === 2 ? allTurns(conversation) : conversation.turns;
  const turnId = turns[which % Math.max(1, turns.length)]?.id;
  const next = `turn-${"x".repeat(step)}`;
  if (what === 0 || turnId === undefined) return applyChatEvent(conversation, asked(next));
  if (what === 1) return applyChatEvent(conversation, asked(next, turnId));
  return applyChatEvent(conversation, what === 2 ? shows(turnId) : { type: "turn-deleted", turnId });
}

/** The order of branches says nothing. */
function inOrder({ turns, branches = [] }: Conversation): unknown {
  const line = (start: string, ids: readonly { readonly id: string }[]): string =>
    [start, ...ids.map(({ id }) => id)].join(" ");
  return { shown: line("", turns), others: branches.map((branch) => line(branch.after, branch.turns)).toSorted() };
}

function shows(turnId: string): ChatEvent {
  return { type: "branch-shown", turnId };
}

function shown({ turns }: Conversation): readonly string[] {
  return turns.map(({ id }) => id);
}

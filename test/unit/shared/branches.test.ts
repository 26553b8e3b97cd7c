import assert from "node:assert/strict";
import { applyChatEvent, type ChatEvent } from "../../../src/shared/chat/events.ts";
import { allTurns, versionsOf } from "../../../src/shared/chat/branches.ts";
import type { Conversation } from "../../../src/shared/chat/state.ts";

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

describe("a deleted turn", () => {
  it("comes back to its place", () => {
    const whole = after(asked("a"), asked("b"), asked("c"));
    const [, b] = whole.turns;
    assert.ok(b);
    const without = applyChatEvent(whole, { type: "turn-deleted", turnId: "b" });
    assert.deepEqual(shown(without), ["a", "c"]);
    assert.deepEqual(applyChatEvent(without, { type: "turn-restored", turn: b, after: "a" }), whole);
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

function shows(turnId: string): ChatEvent {
  return { type: "branch-shown", turnId };
}

function shown({ turns }: Conversation): readonly string[] {
  return turns.map(({ id }) => id);
}

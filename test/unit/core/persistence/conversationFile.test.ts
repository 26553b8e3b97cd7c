import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { formatConversation, parseConversation } from "../../../../src/core/persistence/conversationFile.ts";
import type { AnswerState, Conversation } from "../../../../src/shared/chat/state.ts";
import { accepted, proposedFile } from "../../../support/proposedFiles.ts";
import { question } from "../../../support/chatWorld.ts";

function conversation(state: AnswerState): Conversation {
  return {
    id: "c",
    title: "t",
    createdAt: 1,
    turns: [{ id: "1", question: question("?"), answer: { text: "so far", state } }],
  };
}

describe("a conversation's file", () => {
  const complete = conversation({ type: "complete" });

  it("gives back what was written", () => {
    assert.deepEqual(parseConversation(formatConversation(complete)), {
      type: "conversation",
      conversation: complete,
      schema: 2,
    });
  });

  it("gives back the files of a turn", () => {
    const turns = complete.turns.map((turn) => ({ ...turn, files: [proposedFile("cart.ts", accepted)] }));
    const text = formatConversation({ ...complete, turns });
    assert.deepEqual(read(text), { ...complete, turns });
    assert.equal(parseConversation(text.replace('"added": 3', '"added": "3"')).type, "broken");
  });

  it("names the version of its shape", () => {
    assert.equal(JSON.parse(formatConversation(complete)).schema, 2);
  });

  for (const state of [{ type: "streaming" }, { type: "waiting" }] as const) {
    it(`of version 1 has an answer that was ${state.type} as interrupted`, () => {
      const text = JSON.stringify({ schema: 1, conversation: conversation(state) });
      assert.deepEqual(read(text)?.turns[0]?.answer, { text: "so far", state: { type: "interrupted" } });
    });
  }

  it("of a newer version is told apart, and read as far as it has the shape that is known", () => {
    assert.deepEqual(parseConversation(JSON.stringify({ schema: 3, conversation: complete })), {
      type: "newer",
      conversation: complete,
    });
    assert.deepEqual(parseConversation('{"schema":3}'), { type: "newer" });
  });

  const withTurn = (turn: unknown): string =>
    JSON.stringify({ schema: 2, conversation: { ...complete, turns: [turn] } });
  const [turn] = complete.turns;

  for (const [what, text] of [
    ["is empty", ""],
    ["is cut off", formatConversation(complete).slice(0, -20)],
    ["is full of zeros", "\0\0\0\0"],
    ["has no version", JSON.stringify({ conversation: complete })],
    ["has another shape", JSON.stringify({ schema: 2, conversation: { id: 1 } })],
    ["has a turn of another shape", withTurn({})],
    ["has a state that there is not", withTurn({ ...turn, answer: { text: "", state: { type: "dreaming" } } })],
    ["has an attachment without a text", withTurn({ ...turn, question: { ...turn?.question, attachments: [{}] } })],
    ["has branches that are none", JSON.stringify({ schema: 2, conversation: { ...complete, branches: [{}] } })],
  ] as const) {
    it(`is not read when it ${what}`, () => {
      assert.deepEqual(parseConversation(text), { type: "broken" });
    });
  }
});

function read(text: string): Conversation | undefined {
  const parsed = parseConversation(text);
  return parsed.type === "conversation" ? parsed.conversation : undefined;
}

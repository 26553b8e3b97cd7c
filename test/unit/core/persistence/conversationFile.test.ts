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
  it("gives back what was written", () => {
    const written = conversation({ type: "complete" });
    assert.deepEqual(parseConversation(formatConversation(written)), written);
  });

  it("gives back the files of a turn", () => {
    const written = conversation({ type: "complete" });
    const turns = written.turns.map((turn) => ({ ...turn, files: [proposedFile("cart.ts", accepted)] }));
    assert.deepEqual(parseConversation(formatConversation({ ...written, turns })), { ...written, turns });
    const damaged = formatConversation({ ...written, turns }).replace('"added": 3', '"added": "3"');
    assert.equal(parseConversation(damaged), undefined);
  });

  it("names the version of its shape", () => {
    assert.equal(JSON.parse(formatConversation(conversation({ type: "complete" }))).schema, 1);
  });

  for (const state of [{ type: "streaming" }, { type: "waiting" }] as const) {
    it(`keeps what an answer had when the process ended while ${state.type}, marked as interrupted`, () => {
      const read = parseConversation(formatConversation(conversation(state)));
      assert.deepEqual(read?.turns[0]?.answer, { text: "so far", state: { type: "interrupted" } });
    });
  }

  for (const [what, text] of [
    ["is empty", ""],
    ["is cut off", formatConversation(conversation({ type: "complete" })).slice(0, -20)],
    ["is full of zeros", "\0\0\0\0"],
    ["has another shape", JSON.stringify({ schema: 1, conversation: { id: 1 } })],
    [
      "has a turn of another shape",
      JSON.stringify({ schema: 1, conversation: { ...conversation({ type: "complete" }), turns: [{}] } }),
    ],
    ["is of a newer version", JSON.stringify({ schema: 2, conversation: conversation({ type: "complete" }) })],
  ] as const) {
    it(`is not read when it ${what}`, () => {
      assert.equal(parseConversation(text), undefined);
    });
  }
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fork } from "../../../../src/core/chat/fork.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { question } from "../../../support/chatWorld.ts";
import { proposedFile } from "../../../support/proposedFiles.ts";

const ended = { text: "!", state: { type: "complete" } } as const;
const conversation: Conversation = {
  id: "c",
  title: "A",
  createdAt: 1,
  pinned: true,
  options: { model: "m" },
  turns: [
    { id: "a", question: question("A"), answer: { ...ended, note: "Proposed." }, files: [proposedFile("a.ts")] },
    { id: "b", askedAt: 5, question: question("B"), answer: { text: "So f", state: { type: "streaming" } } },
    { id: "c", question: question("C"), answer: ended },
  ],
  branches: [{ after: "a", turns: [{ id: "b2", question: question("B2"), answer: ended }] }],
};

describe("a fork", () => {
  const parts = () => {
    let ids = 0;
    return { createId: () => `new-${++ids}`, now: 9 };
  };

  it("has the turns up to one, under ids of its own, and leaves proposals with the original", () => {
    assert.deepEqual(fork(conversation, "b", parts()), {
      id: "new-1",
      title: "",
      createdAt: 9,
      options: { model: "m" },
      turns: [
        { id: "new-2", question: question("A"), answer: ended },
        { id: "new-3", askedAt: 5, question: question("B"), answer: { text: "So f", state: { type: "interrupted" } } },
      ],
    });
  });

  it("is not made from what is not shown", () => {
    assert.equal(fork(conversation, "b2", parts()), undefined);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { earlierQuestions } from "../../../../src/core/chat/earlierQuestions.ts";
import type { Conversation, Question } from "../../../../src/shared/chat/state.ts";
import { MemoryConversationStore, question } from "../../../support/chatWorld.ts";

const here = { uri: "file:///here", name: "here" };

function conversation(id: string, questions: readonly Question[], uri = here.uri): Conversation {
  const turns = questions.map((asked, index) => ({
    id: `${id}-${index}`,
    question: asked,
    answer: { text: "", state: { type: "complete" } as const },
  }));
  return { id, title: "", createdAt: 0, turns, workspace: { uri, name: "" } };
}

async function storeOf(...conversations: readonly Conversation[]): Promise<MemoryConversationStore> {
  const store = new MemoryConversationStore();
  for (const one of conversations) await store.save(one);
  return store;
}

describe("earlier questions", () => {
  it("are those of the other chats of the workspace, newest first", async () => {
    const shown = conversation("shown", [question("mine")]);
    const store = await storeOf(
      conversation("old", [question("1"), question("2")]),
      conversation("elsewhere", [question("no")], "file:///elsewhere"),
      shown,
      conversation("new", [question("3"), question("4")]),
    );
    assert.deepEqual(await earlierQuestions(store, shown), ["4", "3", "2", "1"]);
  });

  it("are commands as they are typed, without prompts that were not", async () => {
    const store = await storeOf(
      conversation("old", [
        question("Explain", { task: "explain" }),
        question("Edit: shorter", { task: "edit", instruction: "shorter" }),
        question("Add tests", { task: "addTests", instruction: "They go into a.test.ts." }),
        question("My own prompt", { task: "custom" }),
      ]),
    );
    assert.deepEqual(await earlierQuestions(store, conversation("shown", [])), [
      "/addTests",
      "/edit shorter",
      "/explain",
    ]);
  });

  it("are none without a folder, other than those that were asked without one", async () => {
    const { workspace: _, ...nowhere } = conversation("shown", []);
    const { workspace: __, ...old } = conversation("old", [question("1")]);
    assert.deepEqual(await earlierQuestions(await storeOf(old, conversation("there", [question("2")])), nowhere), [
      "1",
    ]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { ConversationSaver } from "../../../../src/core/persistence/conversationSaver.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { MemoryConversationStore } from "../../../support/chatWorld.ts";
import { ManualClock } from "../../../support/manualClock.ts";

function saverWorld() {
  const store = new MemoryConversationStore();
  const clock = new ManualClock();
  const errors: unknown[] = [];
  const saver = new ConversationSaver(store, clock, (error) => errors.push(error));
  const titles = (): readonly string[] => store.saved.map(({ title }) => title);
  return { store, clock, saver, errors, titles };
}

function state(title: string): Conversation {
  return { id: "c", title, createdAt: 0, turns: [] };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("saving a conversation", () => {
  it("writes the newest state once in two seconds, however often it changes", async () => {
    const { saver, clock, titles } = saverWorld();
    for (let change = 1; change <= 100; change++) saver.saveSoon(state(`${change}`));
    clock.advance(1_999);
    await settle();
    assert.deepEqual(titles(), []);
    clock.advance(1);
    await settle();
    assert.deepEqual(titles(), ["100"]);
  });

  it("writes at once when asked to, and nothing later", async () => {
    const { saver, clock, titles } = saverWorld();
    saver.saveSoon(state("old"));
    await saver.save(state("new"));
    clock.advance(2_000);
    await settle();
    assert.deepEqual(titles(), ["new"]);
  });

  it("reports a failing save and writes the same state with the next one", async () => {
    const { saver, store, errors, titles } = saverWorld();
    store.nextError = new Error("disk full");
    await saver.save(state("kept"));
    assert.equal(errors.length, 1);
    await saver.close();
    assert.deepEqual(titles(), ["kept"]);
  });

  it("writes what is left when it closes", async () => {
    const { saver, clock, titles } = saverWorld();
    saver.saveSoon(state("last"));
    await saver.close();
    assert.deepEqual(titles(), ["last"]);
    assert.deepEqual(clock.sleeping, []);
  });
});

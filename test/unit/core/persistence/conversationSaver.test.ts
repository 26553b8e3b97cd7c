import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { ConversationSaver } from "../../../../src/core/persistence/conversationSaver.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { MemoryConversationStore } from "../../../support/chatWorld.ts";
import { ManualClock } from "../../../support/manualClock.ts";
import { conversation, turn } from "../../../support/storeWorld.ts";

function saverWorld() {
  const store = new MemoryConversationStore();
  const clock = new ManualClock();
  const errors: unknown[] = [];
  const adopted: Conversation[] = [];
  let current = conversation("c");
  const saver = new ConversationSaver(store, clock, {
    current: () => current,
    turn: (id) => current.turns.find((one) => one.id === id),
    adopt: (_since, stored) => adopted.push(stored),
    stop: () => undefined,
    onSaved: (error) => errors.push(error),
  });
  const say = (text: string): void => {
    current = { ...current, turns: [turn("1", text, { type: "streaming" })] };
  };
  const titled = (title: string): void => {
    current = { ...current, title };
  };
  const kept = (): readonly string[] => store.kept.map(({ answer }) => answer.text);
  return { store, clock, saver, errors, adopted, say, titled, kept };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("saving a conversation", () => {
  it("keeps the question and what is coming before anything else happens", async () => {
    const { saver, store, say, kept } = saverWorld();
    say("");
    await saver.begin("1");
    assert.deepEqual(kept(), [""]);
    assert.equal(store.saved.length, 1);
  });

  it("keeps an answer once in two seconds, however often it grows, and leaves the rest alone", async () => {
    const { saver, store, clock, say, kept } = saverWorld();
    await saver.begin("1");
    for (let change = 1; change <= 100; change++) say(`${change}`);
    clock.advance(1_999);
    await settle();
    assert.equal(kept().length, 1);
    clock.advance(1);
    await settle();
    assert.deepEqual(kept().slice(1), ["100"]);
    assert.equal(store.saved.length, 1);
  });

  it("says every eight seconds that an answer is coming when nothing does", async () => {
    const { saver, clock, kept } = saverWorld();
    await saver.begin("1");
    for (let second = 0; second < 16; second += 2) {
      await clock.asleep(2_000);
      clock.advance(2_000);
      await settle();
    }
    assert.equal(kept().length, 3);
  });

  it("keeps nothing more once the answer has ended", async () => {
    const { saver, clock, say, kept } = saverWorld();
    await saver.begin("1");
    say("late");
    saver.end("1");
    clock.advance(2_000);
    await settle();
    assert.equal(kept().length, 1);
    assert.deepEqual(clock.sleeping, []);
  });

  it("writes only the newest state when saves wait for each other", async () => {
    const { saver, store, titled } = saverWorld();
    titled("one");
    const saves = [saver.save(), saver.save(), saver.save()];
    titled("two");
    await Promise.all(saves);
    assert.deepEqual(
      store.saved.map(({ title }) => title),
      ["two"],
    );
  });

  it("reports a failing save, and tries again after ten seconds", async () => {
    const { saver, store, clock, errors } = saverWorld();
    store.nextError = new Error("disk full");
    await saver.save();
    assert.deepEqual(errors, [new Error("disk full")]);
    await clock.asleep(10_000);
    clock.advance(10_000);
    await settle();
    assert.equal(store.saved.length, 1);
    assert.deepEqual(errors.slice(1), [undefined]);
  });

  it("writes what is left when it closes, and stops waiting", async () => {
    const { saver, store, clock } = saverWorld();
    store.nextError = new Error("disk full");
    await saver.save();
    await saver.close();
    assert.equal(store.saved.length, 1);
    await settle();
    assert.deepEqual(clock.sleeping, []);
  });

  it("takes over what another window changed when it looks", async () => {
    const { saver, store, adopted } = saverWorld();
    const changed = conversation("c", [turn("1"), turn("2")]);
    store.change = changed;
    await saver.refresh();
    await saver.refresh();
    assert.deepEqual(adopted, [changed]);
  });

  it("looks every two seconds as long as another window receives an answer", async () => {
    const { saver, store, clock, adopted } = saverWorld();
    let isNeeded = true;
    const following = saver.follow(() => isNeeded);
    for (const id of ["2", "3"]) {
      store.change = conversation("c", [turn(id)]);
      await clock.asleep(2_000);
      isNeeded = id === "2";
      clock.advance(2_000);
      await settle();
    }
    await following;
    assert.equal(adopted.length, 2);
  });
});

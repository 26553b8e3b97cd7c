import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Chat } from "../../../../src/core/chat/chat.ts";
import type { ChatEvent } from "../../../../src/shared/chat/events.ts";
import { applyChatEvent } from "../../../../src/shared/chat/events.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { chatWorld, question } from "../../../support/chatWorld.ts";
import { answer, pausing } from "../../../support/fakeModel.ts";
import { conversation, SharedDisk, turn } from "../../../support/storeWorld.ts";

const slow = pausing(["Half "], answer("an answer."));

/** Resolves once everything that is under way has come to a rest. */
async function rest(): Promise<void> {
  for (let turns = 0; turns < 60; turns++) await new Promise((resolve) => setImmediate(resolve));
}

async function twoWindows() {
  const disk = new SharedDisk();
  await disk.window("before").store.save(conversation("a"));
  const open = async (name: string) => {
    const { store, kill } = disk.window(name);
    const { parts, model, log } = chatWorld([slow, slow]);
    let ids = 0;
    const loaded = await store.load("a");
    assert.ok(loaded);
    const chat = new Chat({ ...parts, store, clock: disk.clock, createId: () => `${name}-${++ids}` }, loaded);
    const events: ChatEvent[] = [];
    let seen: Conversation = loaded;
    chat.onEvent((event) => {
      events.push(event);
      seen = applyChatEvent(seen, event);
    });
    return { chat, model, store, kill, log, events, seen: () => seen };
  };
  return { disk, one: await open("one"), two: await open("two"), open };
}

const talk = ({ turns }: Conversation): readonly string[] =>
  turns.map(({ id, answer: { text, state } }) => `${id}: ${text} (${state.type})`);

describe("a conversation that two windows show", () => {
  it("gets in one what the other adds", async () => {
    const { one, two } = await twoWindows();
    const asked = one.chat.ask(question("?"));
    await one.model.paused();
    one.model.resume();
    await asked;
    await two.chat.refresh();
    assert.deepEqual(talk(two.chat.conversation), ["1: Answer to 1. (complete)", "one-1: Half an answer. (complete)"]);
    assert.deepEqual(two.seen(), two.chat.conversation);
  });

  it("shows in one how the answer of the other grows, by what is added only", async () => {
    const { disk, one, two } = await twoWindows();
    const asked = one.chat.ask(question("?"));
    await one.model.paused();
    await rest();
    disk.clock.advance(2_000);
    await rest();
    await two.chat.refresh();
    assert.deepEqual(talk(two.chat.conversation).slice(1), ["one-1: Half  (streaming)"]);
    assert.ok(two.chat.isRunning);
    assert.equal(await two.chat.retry("one-1"), undefined);
    one.model.resume();
    await asked;
    two.events.length = 0;
    await disk.clock.asleep(2_000);
    disk.clock.advance(2_000);
    await rest();
    assert.deepEqual(talk(two.chat.conversation).slice(1), ["one-1: Half an answer. (complete)"]);
    assert.deepEqual(two.seen(), two.chat.conversation);
    assert.equal(two.chat.isRunning, false);
    // Nothing is looked at any more once nothing is on its way.
    assert.deepEqual(disk.clock.sleeping, []);
  });

  it("goes on in both at once, and ends up the same", async () => {
    const { disk, one, two } = await twoWindows();
    const both = [one.chat.ask(question("Here?")), two.chat.ask(question("There?"))];
    await Promise.all([one.model.paused(), two.model.paused()]);
    one.model.resume();
    two.model.resume();
    await Promise.all(both);
    await one.chat.refresh();
    await two.chat.refresh();
    assert.equal(one.chat.conversation.turns.length, 3);
    assert.deepEqual(one.chat.conversation, two.chat.conversation);
    assert.deepEqual(one.seen(), one.chat.conversation);
    assert.deepEqual(await disk.window("after").store.load("a"), one.chat.conversation);
  });

  it("says Incomplete in one when the other's window ends in the middle, and can be continued there", async () => {
    const { disk, one, two } = await twoWindows();
    void one.chat.ask(question("?"));
    await one.model.paused();
    await rest();
    disk.clock.advance(2_000);
    await rest();
    await two.chat.refresh();
    one.kill();
    await disk.clock.asleep(2_000);
    disk.clock.advance(2_000);
    await rest();
    assert.deepEqual(talk(two.chat.conversation).slice(1), ["one-1: Half  (interrupted)"]);
    const continued = two.chat.continue("one-1");
    await two.model.paused();
    two.model.resume();
    assert.equal((await continued)?.answer.state.type, "complete");
  });

  it("is stopped in one where the other receives the answer", async () => {
    const { disk, one, two } = await twoWindows();
    const asked = one.chat.ask(question("?"));
    await one.model.paused();
    await rest();
    await two.chat.refresh();
    two.chat.stop();
    await rest();
    for (let seconds = 0; seconds < 10; seconds += 2) {
      disk.clock.advance(2_000);
      await rest();
    }
    assert.deepEqual((await asked).answer.state, { type: "stopped" });
    assert.deepEqual(talk(two.chat.conversation).slice(1), ["one-1: Half  (stopped)"]);
    assert.equal(disk.answers.files.size, 0);
  });

  it("goes on in one when the other is closed", async () => {
    const { one, two } = await twoWindows();
    const asked = one.chat.ask(question("?"));
    await one.model.paused();
    await two.chat.refresh();
    await two.chat.close();
    one.model.resume();
    assert.deepEqual((await asked).answer.state, { type: "complete" });
  });

  it("takes over titles and pins without losing what is being answered here", async () => {
    const { one, two } = await twoWindows();
    const asked = one.chat.ask(question("?"));
    await one.model.paused();
    await two.chat.rename("Renamed");
    await two.chat.pin(true);
    await one.chat.refresh();
    assert.equal(one.chat.conversation.title, "Renamed");
    assert.equal(one.chat.conversation.turns[1]?.answer.text, "Half ");
    one.model.resume();
    await asked;
    await two.chat.refresh();
    const { title, pinned, turns } = two.chat.conversation;
    assert.deepEqual([title, pinned, turns.length], ["Renamed", true, 2]);
  });
});

describe("a disk that cannot be written to", () => {
  it("loses nothing: the answer goes on, the person is told, and everything is saved when it can be", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const { parts, model } = chatWorld([slow]);
    const told: unknown[] = [];
    const chat = new Chat(
      { ...parts, store, clock: disk.clock, onSaved: (_id, error) => told.push(error) },
      conversation("a", []),
    );
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    disk.folder.failure = full;
    disk.answers.failure = full;
    const asked = chat.ask(question("?"));
    await model.paused();
    model.resume();
    assert.equal((await asked).answer.text, "Half an answer.");
    assert.ok(told.length > 0 && told.every((error) => error === full));
    disk.folder.failure = undefined;
    disk.answers.failure = undefined;
    await disk.clock.asleep(10_000);
    disk.clock.advance(10_000);
    await rest();
    assert.equal(told.at(-1), undefined);
    assert.deepEqual(await store.load("a"), chat.conversation);
  });
});

describe("a conversation that a newer version wrote", () => {
  it("is shown and not written, whatever happens to it here", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const text = JSON.stringify({ schema: 99, conversation: conversation("a", [turn("1")]) });
    disk.folder.put("a.json", text);
    const loaded = await store.load("a");
    assert.ok(loaded);
    const { parts } = chatWorld([]);
    const chat = new Chat({ ...parts, store, clock: disk.clock }, loaded);
    assert.ok(chat.isReadOnly);
    await chat.rename("Mine");
    chat.note("1", "Noted.");
    await chat.close();
    assert.equal(disk.folder.textOf("a.json"), text);
  });
});

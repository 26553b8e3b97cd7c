import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { conversation, SharedDisk, turn, withTurn } from "../../../support/storeWorld.ts";

const coming = { type: "streaming" } as const;
const ids = (read: Conversation | undefined): readonly string[] | undefined => read?.turns.map(({ id }) => id);
const states = (read: Conversation | undefined): readonly string[] | undefined =>
  read?.turns.map(({ answer }) => answer.state.type);

describe("a conversation in two windows", () => {
  async function twoWindows() {
    const disk = new SharedDisk();
    const [one, two] = [disk.window("one"), disk.window("two")];
    await one.store.save(conversation("a"));
    const [ours, theirs] = [await one.store.load("a"), await two.store.load("a")];
    assert.ok(ours && theirs);
    return { disk, one, two, ours, theirs };
  }

  it("keeps what both add", async () => {
    const { one, two, ours, theirs } = await twoWindows();
    await one.store.save(withTurn(ours, turn("2")), ours);
    const saved = await two.store.save(withTurn(theirs, turn("3")), theirs);
    assert.deepEqual(ids(saved), ["1", "2", "3"]);
    assert.deepEqual(ids(await one.store.load("a")), ["1", "2", "3"]);
  });

  it("keeps what both add however often they save, at the same time", async () => {
    const { one, two, ours, theirs } = await twoWindows();
    const work = async (store: typeof one.store, start: Conversation, offset: number): Promise<void> => {
      let since = start;
      for (let count = 0; count < 10; count++) {
        since = await store.save(withTurn(since, turn(`${offset + count}`)), since);
      }
    };
    await Promise.all([work(one.store, ours, 100), work(two.store, theirs, 200)]);
    assert.equal((await one.store.load("a"))?.turns.length, 21);
  });

  it("tells a window what the other changed, and nothing when it did not", async () => {
    const { one, two, ours, theirs } = await twoWindows();
    assert.equal(await two.store.changedSince(theirs), undefined);
    const saved = await one.store.save(withTurn(ours, turn("2")), ours);
    assert.equal(await one.store.changedSince(saved), undefined);
    assert.deepEqual(ids(await two.store.changedSince(theirs)), ["1", "2"]);
  });

  it("stays deleted when the other window changes only its title", async () => {
    const { disk, one, two, ours, theirs } = await twoWindows();
    await one.store.delete("a");
    await two.store.save({ ...theirs, title: "Renamed" }, theirs);
    assert.equal(disk.folder.files.has("a.json"), false);
    await two.store.save(withTurn(theirs, turn("2")), theirs);
    assert.deepEqual(ids(await one.store.load("a")), ids(withTurn(ours, turn("2"))));
  });

  it("shows the answer that the other window receives, as far as that kept it", async () => {
    const { one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "", { type: "waiting" }));
    await one.store.save(withTurn(ours, turn("2", "", { type: "waiting" })), ours);
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    const read = await two.store.load("a");
    assert.deepEqual(read?.turns[1]?.answer, { text: "Half", state: coming });
    await one.store.keepAnswer("a", turn("2", "Half of it", coming));
    assert.equal((await two.store.changedSince(read))?.turns[1]?.answer.text, "Half of it");
  });

  it("leaves that answer to the window that receives it", async () => {
    const { one, two, ours } = await twoWindows();
    const asked = withTurn(ours, turn("2", "", { type: "waiting" }));
    await one.store.keepAnswer("a", turn("2", "", { type: "waiting" }));
    const since = await one.store.save(asked, ours);
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    const theirs = await two.store.load("a");
    assert.ok(theirs);
    await two.store.save(withTurn(theirs, turn("3")), theirs);
    const whole = await one.store.save(withTurn(asked, turn("2", "Half and half.")), since);
    assert.deepEqual(
      whole.turns.map(({ answer }) => answer.text),
      ["Answer to 1.", "Half and half.", "Answer to 3."],
    );
    assert.deepEqual(states(await two.store.load("a")), ["complete", "complete", "complete"]);
  });

  it("keeps all that had come of an answer, though a window that saves saw less of it", async () => {
    const { disk, one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    await one.store.save(withTurn(ours, turn("2", "", { type: "waiting" })), ours);
    const theirs = await two.store.load("a");
    assert.ok(theirs);
    await one.store.keepAnswer("a", turn("2", "Half and more", coming));
    one.kill();
    await disk.window("three").store.list();
    const saved = await two.store.save({ ...theirs, title: "Late" }, theirs);
    assert.deepEqual(saved.turns[1]?.answer, { text: "Half and more", state: { type: "interrupted" } });
    assert.equal(saved.title, "Late");
  });

  it("is never interrupted because the answer ended between two looks", async () => {
    const { disk, one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    const since = await one.store.save(withTurn(ours, turn("2", "Half", coming)), ours);
    /** The answer ends right before its file is read. */
    const endWhileReading = (text: string, from: Conversation): Promise<Conversation> => {
      const read = disk.answers.read.bind(disk.answers);
      const { promise, resolve } = Promise.withResolvers<Conversation>();
      disk.answers.read = async (name) => {
        disk.answers.read = read;
        resolve(await one.store.save(withTurn(from, turn("2", text)), from));
        return read(name);
      };
      return promise;
    };
    const ended = endWhileReading("Whole.", since);
    const loaded = await two.store.load("a");
    assert.deepEqual(loaded?.turns[1]?.answer, { text: "Whole.", state: { type: "complete" } });

    const again = await ended;
    await one.store.keepAnswer("a", turn("2", "Ne", coming));
    const restarted = await one.store.save(withTurn(again, turn("2", "Ne", coming)), again);
    const seen = await two.store.load("a");
    assert.ok(seen);
    void endWhileReading("New.", restarted);
    assert.equal((await two.store.changedSince(seen))?.turns[1]?.answer.text, "New.");
  });

  it("is not stopped because an earlier answer to the same question was to be", async () => {
    const { one, two } = await twoWindows();
    await two.store.askToStop("a", "2");
    assert.equal(await one.store.keepAnswer("a", turn("2", "Half", coming)), false);
    await two.store.askToStop("a", "2");
    assert.equal(await one.store.keepAnswer("a", turn("2", "Half", coming)), true);
  });

  it("has the answer of a window that ended, marked as interrupted", async () => {
    const { disk, one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "", { type: "waiting" }));
    await one.store.save(withTurn(ours, turn("2", "", { type: "waiting" })), ours);
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    one.kill();
    assert.deepEqual((await two.store.load("a"))?.turns[1]?.answer, { text: "Half", state: { type: "interrupted" } });
    await two.store.list();
    assert.equal(disk.answers.files.size, 0);
    assert.match(disk.folder.textOf("a.json") ?? "", /"Half"[^}]*"interrupted"/);
  });

  it("takes a window that was silent for half a minute for ended", async () => {
    const { disk, one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    await one.store.save(withTurn(ours, turn("2", "Half", coming)), ours);
    disk.clock.advance(29_000);
    assert.deepEqual(states(await two.store.load("a")), ["complete", "streaming"]);
    disk.clock.advance(2_000);
    assert.deepEqual(states(await two.store.load("a")), ["complete", "interrupted"]);
  });

  it("has the whole answer after all when that window goes on", async () => {
    const { disk, one, two, ours } = await twoWindows();
    await one.store.keepAnswer("a", turn("2", "Half", coming));
    const since = await one.store.save(withTurn(ours, turn("2", "Half", coming)), ours);
    disk.clock.advance(60_000);
    const theirs = await two.store.load("a");
    assert.ok(theirs);
    await two.store.save({ ...theirs, title: "Seen" }, theirs);
    const saved = await one.store.save(withTurn(since, turn("2", "Half and half.")), since);
    assert.equal(saved.title, "Seen");
    assert.equal(saved.turns[1]?.answer.text, "Half and half.");
  });
});

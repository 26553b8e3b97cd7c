import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { formatConversation } from "../../../../src/core/persistence/conversationFile.ts";
import { NewerVersion } from "../../../../src/core/persistence/folderConversationStore.ts";
import type { Conversation } from "../../../../src/shared/chat/state.ts";
import { conversation, SharedDisk, turn, withTurn } from "../../../support/storeWorld.ts";

const coming = { type: "streaming" } as const;
const ids = (read: Conversation | undefined): readonly string[] | undefined => read?.turns.map(({ id }) => id);
const states = (read: Conversation | undefined): readonly string[] | undefined =>
  read?.turns.map(({ answer }) => answer.state.type);

describe("conversations in a folder", () => {
  it("come back as they were", async () => {
    const { store } = new SharedDisk().window("one");
    const written = conversation("a", [turn("1"), turn("2")]);
    await store.save(written);
    assert.deepEqual(await store.load("a"), written);
  });

  it("are not saved before anything is asked", async () => {
    const disk = new SharedDisk();
    await disk.window("one").store.save(conversation("a", []));
    assert.equal(disk.folder.files.size, 0);
  });

  it("are listed with the one that was asked last first, and only what changed is read again", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    await store.save(conversation("old", [turn("1")]));
    await store.save(conversation("new", [turn("5"), turn("9")]));
    const listed = await store.list();
    assert.deepEqual(
      listed.map(({ id, turns }) => [id, turns]),
      [
        ["new", 2],
        ["old", 1],
      ],
    );
    disk.folder.put("old.json", formatConversation({ ...conversation("old", [turn("1")]), title: "Renamed by hand" }));
    disk.folder.reads.length = 0;
    assert.deepEqual(
      (await disk.window("two").store.list()).map(({ title }) => title),
      ["About new", "Renamed by hand"],
    );
    assert.deepEqual(disk.folder.reads, ["index.cache", "old.json"]);
  });

  for (const [what, damage] of [
    ["missing", undefined],
    ["broken", "{"],
    ["of another shape", '{"version":1,"files":{"a.json":{"version":1},"b.json":7}}'],
  ] as const) {
    it(`are listed from their files when the index is ${what}`, async () => {
      const disk = new SharedDisk();
      const { store } = disk.window("one");
      await store.save(conversation("a"));
      await store.save(conversation("b"));
      await store.list();
      if (damage === undefined) disk.folder.files.delete("index.cache");
      else disk.folder.put("index.cache", damage);
      assert.deepEqual((await store.list()).map(({ id }) => id).toSorted(), ["a", "b"]);
    });
  }

  it("are not listed any more when their file is gone", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    await store.save(conversation("a"));
    await store.save(conversation("b"));
    await store.list();
    disk.folder.files.delete("a.json");
    assert.deepEqual(
      (await store.list()).map(({ id }) => id),
      ["b"],
    );
  });

  it("are found by the words in their questions and answers", async () => {
    const { store } = new SharedDisk().window("one");
    await store.save(conversation("a", [turn("1", 'Use a "red-black" tree.\nIt is balanced.')]));
    await store.save(conversation("b", [turn("2", "Use a hash map.")]));
    const search = async (query: string): Promise<readonly string[]> => {
      const found: string[] = [];
      await store.search(query, new AbortController().signal, ({ summary, excerpt }) =>
        found.push(`${summary.id}: ${excerpt}`),
      );
      return found;
    };
    assert.deepEqual(await search("RED-BLACK tree"), ['a: Use a "red-black" tree. It is balanced.']);
    assert.deepEqual(await search('"tree. it"'), []);
    assert.deepEqual(await search("use"), ["b: Use a hash map.", 'a: Use a "red-black" tree. It is balanced.']);
    assert.deepEqual(await search('"about b"'), ["b: "]);
    assert.deepEqual(await search("quicksort"), []);
    assert.deepEqual(await search("  "), []);
  });

  it("are not searched any further after a stop", async () => {
    const { store } = new SharedDisk().window("one");
    for (let count = 0; count < 40; count++) await store.save(conversation(`c${count}`));
    const stop = new AbortController();
    let found = 0;
    await store.search("answer", stop.signal, () => {
      found++;
      stop.abort();
    });
    assert.equal(found, 1);
  });
});

describe("a deleted conversation", () => {
  it("is gone from the list, and comes back with everything", async () => {
    const { store } = new SharedDisk().window("one");
    const written = await store.save({ ...conversation("a"), pinned: true });
    await store.delete("a");
    assert.deepEqual(await store.list(), []);
    assert.equal(await store.load("a"), undefined);
    assert.ok(await store.has("a"), "its restore points are still needed");
    await store.restore("a");
    assert.deepEqual(await store.load("a"), written);
  });

  it("leaves nothing once it is forgotten", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    disk.folder.put("a.json", JSON.stringify({ schema: 1, conversation: conversation("a") }));
    await store.load("a");
    await store.delete("a");
    await store.forget("a");
    assert.equal(await store.has("a"), false);
    assert.deepEqual([...disk.folder.files.keys()], []);
  });

  it("is forgotten an hour later when its window ended before", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    await store.save(conversation("a"));
    await store.delete("a");
    disk.clock.advance(3_500_000);
    await disk.window("two").store.list();
    assert.ok(await store.has("a"));
    disk.clock.advance(200_000);
    await disk.window("three").store.list();
    assert.equal(await store.has("a"), false);
  });

  it("comes back beside what was asked in it since", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const before = await store.save(conversation("a", [turn("1"), turn("2")]));
    await store.delete("a");
    await disk.window("two").store.save(withTurn(before, turn("3")), before);
    await store.restore("a");
    assert.deepEqual(ids(await store.load("a")), ["1", "2", "3"]);
  });
});

describe("a file that cannot be read", () => {
  for (const [what, text] of [
    ["is cut off", formatConversation(conversation("bad")).slice(0, -30)],
    ["is full of NULs", "\0".repeat(500)],
    ["is empty", ""],
    ["has another shape", JSON.stringify({ schema: 1, conversation: { id: 1 } })],
  ] as const) {
    it(`is set aside when it ${what}, and the others are listed`, async () => {
      const disk = new SharedDisk();
      const { store } = disk.window("one");
      await store.save(conversation("good"));
      disk.folder.put("bad.json", text);
      const listing = store.list();
      await disk.clock.asleep(200);
      disk.clock.advance(200);
      assert.deepEqual(
        (await listing).map(({ id }) => id),
        ["good"],
      );
      assert.equal(disk.folder.textOf("bad.json.corrupt"), text);
      assert.deepEqual(disk.notices, [{ type: "set-aside", names: ["bad.json.corrupt"] }]);
      await store.list();
      assert.equal(disk.notices.length, 1);
    });
  }

  it("is left alone when somebody was only writing it", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    disk.folder.put("a.json", "{");
    const loading = store.load("a");
    await disk.clock.asleep(200);
    disk.folder.put("a.json", formatConversation(conversation("a")));
    disk.clock.advance(200);
    assert.equal(await loading, undefined);
    assert.deepEqual(await store.load("a"), conversation("a"));
    assert.deepEqual(disk.notices, []);
  });

  it("is left alone when the disk does not give it: the others are listed, and it is when it can be read again", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const since = await store.save(conversation("bad"));
    await store.save(conversation("good"));
    disk.folder.unreadable.add("bad.json");
    const listed = async (): Promise<readonly string[]> => (await store.list()).map(({ id }) => id).toSorted();
    assert.deepEqual(await listed(), ["good"]);
    await store.search("answer", new AbortController().signal, ({ summary }) => assert.equal(summary.id, "good"));
    assert.equal(await store.load("bad"), undefined);
    assert.deepEqual(disk.notices, [{ type: "unreadable" }]);
    disk.folder.put("bad.json", formatConversation(conversation("bad", [turn("7")])));
    await assert.rejects(store.save(withTurn(since, turn("2")), since));
    disk.folder.unreadable.clear();
    assert.deepEqual(await listed(), ["bad", "good"]);
    assert.deepEqual(ids(await store.save(withTurn(since, turn("2")), since)), ["2", "7"]);
  });

  it("never takes the name of an earlier one", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    for (const text of ["one", "two"]) {
      disk.folder.put("a.json", text);
      const loading = store.load("a");
      await disk.clock.asleep(200);
      disk.clock.advance(200);
      await loading;
    }
    assert.equal(disk.folder.textOf("a.json.corrupt"), "one");
    assert.equal(disk.folder.textOf("a.json.corrupt-2"), "two");
  });

  it("is set aside when the conversation is open, which is written anew", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const since = await store.save(conversation("a"));
    disk.folder.put("a.json", "{");
    await store.save(withTurn(since, turn("2")), since);
    assert.deepEqual(ids(await store.load("a")), ["1", "2"]);
    assert.ok(Array.from(disk.folder.files.keys()).some((name) => name.includes(".corrupt")));
  });
});

describe("a file of another version", () => {
  const old = JSON.stringify({ schema: 1, conversation: conversation("a", [turn("1", "Half", coming)]) });

  it("of version 1 is written anew when it is opened, and kept as it was", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    disk.folder.put("a.json", old);
    assert.deepEqual(states(await store.load("a")), ["interrupted"]);
    assert.equal(disk.folder.textOf("a.json.v1"), old);
    assert.equal(JSON.parse(disk.folder.textOf("a.json") ?? "").schema, 2);
  });

  it("of version 1 is listed without being touched", async () => {
    const disk = new SharedDisk();
    disk.folder.put("a.json", old);
    assert.equal((await disk.window("one").store.list()).length, 1);
    assert.equal(disk.folder.textOf("a.json"), old);
  });

  it("that is newer opens to be read, is listed, and is never written", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const text = JSON.stringify({ schema: 99, conversation: { ...conversation("a"), later: true } });
    disk.folder.put("a.json", text);
    const read = await store.load("a");
    assert.deepEqual(ids(read), ["1"]);
    assert.ok(read);
    assert.ok(store.isReadOnly("a"));
    assert.equal((await store.list()).length, 1);
    await assert.rejects(store.save(withTurn(read, turn("2")), read), NewerVersion);
    assert.equal(disk.folder.textOf("a.json"), text);
  });

  it("that is newer and has a shape that is not known says so, and is left alone", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    disk.folder.put("a.json", '{"schema":99,"talk":[]}');
    assert.equal(await store.load("a"), undefined);
    assert.deepEqual(disk.notices, [{ type: "too-new" }]);
    assert.equal(disk.folder.textOf("a.json"), '{"schema":99,"talk":[]}');
  });

  it("that another window wrote meanwhile is not written over", async () => {
    const disk = new SharedDisk();
    const { store } = disk.window("one");
    const since = await store.save(conversation("a"));
    const text = JSON.stringify({ schema: 99, conversation: conversation("a") });
    disk.folder.put("a.json", text);
    await assert.rejects(store.save(withTurn(since, turn("2")), since), NewerVersion);
    assert.equal(disk.folder.textOf("a.json"), text);
  });
});

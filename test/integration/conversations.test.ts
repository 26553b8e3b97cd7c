import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Conversation } from "../../src/shared/chat/state.ts";
import { replaceFile } from "../../src/node/replaceFile.ts";
import { fileReplacer } from "../../src/vscode/replaceFile.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { FileConversationStore } from "../../src/vscode/chat/fileConversationStore.ts";
import { chatWorld, MapMemory, MemoryLog, question } from "../support/chatWorld.ts";
import { answer } from "../support/fakeModel.ts";

describe("saved conversations", () => {
  let folder: string;
  let log: MemoryLog;
  let store: FileConversationStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "conversations-"));
    log = new MemoryLog();
    store = new FileConversationStore(vscode.Uri.file(join(folder, "not-there-yet")), fileReplacer(replaceFile), log);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const file = (name: string): string => join(folder, "not-there-yet", name);

  function conversation(id: string, title = id): Conversation {
    const turn = { id: "1", question: question("?"), answer: { text: "!", state: { type: "complete" } } } as const;
    return { id, title, createdAt: 1, turns: [turn] };
  }

  /** The conversations of a window whose model answers each question. */
  function chats(memory = new MapMemory()) {
    const { parts, model } = chatWorld(Array.from({ length: 9 }, () => answer("An answer.")));
    let ids = 0;
    return { chats: new Chats({ ...parts, store, createId: () => `id-${++ids}` }, memory), model, memory };
  }

  it("come back as they were", async () => {
    await store.save(conversation("a"));
    assert.deepEqual(await store.load("a"), conversation("a"));
    assert.deepEqual(await readdir(join(folder, "not-there-yet")), ["a.json"]);
  });

  it("are none when nothing was ever saved", async () => {
    assert.deepEqual(await store.list(), []);
    assert.equal(await store.load("a"), undefined);
    await store.delete("a");
  });

  it("are listed with the one that was changed last first", async () => {
    await store.save(conversation("a", "First"));
    await store.save(conversation("b", "Second"));
    await utimes(file("a.json"), 1_000, 1_000);
    await utimes(file("b.json"), 2_000, 2_000);
    assert.deepEqual(
      (await store.list()).map(({ title, turns }) => [title, turns]),
      [
        ["Second", 1],
        ["First", 1],
      ],
    );
  });

  it("are listed without a file that cannot be read, which is left as it is", async () => {
    await store.save(conversation("good"));
    await writeFile(file("broken.json"), "{");
    await writeFile(file("half.json.saving"), "{");
    assert.deepEqual(
      (await store.list()).map(({ id }) => id),
      ["good"],
    );
    assert.deepEqual((await readdir(join(folder, "not-there-yet"))).length, 3);
    assert.equal(log.lines.length, 1);
  });

  it("can be gone back to after a new chat", async () => {
    const { chats: window } = chats();
    const first = await window.current();
    await first.ask(question("First?"));
    const second = await window.startNew();
    assert.notEqual(second, first);
    assert.equal(await window.open(first.conversation.id), first);
    assert.equal(await window.current(), first);
  });

  it("are there in the next window, the current one in the panel", async () => {
    const { chats: window, memory } = chats();
    await (await window.current()).ask(question("First?"));
    const { chats: next } = chats(memory);
    assert.equal((await next.current()).conversation.title, "First?");
  });

  it("are renamed, open or not", async () => {
    await store.save(conversation("closed"));
    const { chats: window } = chats();
    const open = await window.current();
    await open.ask(question("Open?"));
    await window.rename("closed", "Renamed");
    await window.rename(open.conversation.id, "Renamed too");
    assert.deepEqual((await store.list()).map(({ title }) => title).toSorted(), ["Renamed", "Renamed too"]);
    assert.equal(open.conversation.title, "Renamed too");
  });

  it("are deleted, and brought back by undo", async () => {
    const { chats: window } = chats();
    const open = await window.current();
    await open.ask(question("Delete me?"));
    const bringBack = await window.delete(open.conversation.id);
    assert.deepEqual(await store.list(), []);
    assert.notEqual(await window.current(), open);
    await bringBack?.();
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ["Delete me?"],
    );
  });
});

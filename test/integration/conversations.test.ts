import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Conversation } from "../../src/shared/chat/state.ts";
import { replaceFile } from "../../src/node/replaceFile.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { fileReplacer } from "../../src/vscode/replaceFile.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { FileConversationStore } from "../../src/vscode/chat/fileConversationStore.ts";
import { until } from "./edits/reviewWorld.ts";
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
  function openWindow(memory = new MapMemory()) {
    const { parts } = chatWorld(Array.from({ length: 9 }, () => answer("An answer.")));
    let ids = 0;
    const chats = new Chats({ ...parts, store, createId: () => `id-${++ids}` });
    const opened = new OpenedEditor();
    const { sidebar } = new ChatViews({ chats, opened, memory, log, readSetup: noPage, handlersOf: noPage });
    return { chats, sidebar, memory };
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
    const { sidebar } = openWindow();
    const first = await sidebar.current();
    await first.ask(question("First?"));
    const second = await sidebar.startNew();
    assert.notEqual(second, first);
    assert.equal(await sidebar.open(first.conversation.id), first);
    assert.equal(await sidebar.current(), first);
  });

  it("are there in the next window, the last one in the sidebar", async () => {
    const { sidebar, memory } = openWindow();
    await (await sidebar.current()).ask(question("First?"));
    const { sidebar: next } = openWindow(memory);
    assert.equal((await next.current()).conversation.title, "First?");
  });

  it("are renamed, open or not", async () => {
    await store.save(conversation("closed"));
    const { chats, sidebar } = openWindow();
    const open = await sidebar.current();
    await open.ask(question("Open?"));
    await chats.rename("closed", "Renamed");
    await chats.rename(open.conversation.id, "Renamed too");
    assert.deepEqual((await store.list()).map(({ title }) => title).toSorted(), ["Renamed", "Renamed too"]);
    assert.equal(open.conversation.title, "Renamed too");
  });

  it("are deleted, and brought back by undo", async () => {
    const { chats, sidebar } = openWindow();
    const open = await sidebar.current();
    await open.ask(question("Delete me?"));
    const bringBack = await chats.delete(open.conversation.id);
    assert.deepEqual(await store.list(), []);
    await until(async () => (await sidebar.current()) !== open, "another conversation in the sidebar");
    await bringBack?.();
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ["Delete me?"],
    );
  });
});

/** For views whose page is never opened. */
function noPage(): never {
  throw new Error("no page is open");
}

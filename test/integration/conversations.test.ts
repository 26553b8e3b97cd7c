import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Conversation } from "../../src/shared/chat/state.ts";
import type { FolderConversationStore } from "../../src/core/persistence/folderConversationStore.ts";
import { DiskFolder } from "../../src/node/diskFolder.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { openedWorkspace } from "../../src/vscode/chat/openedWorkspace.ts";
import { openConversations, watchConversations } from "../../src/vscode/chat/conversationStorage.ts";
import { systemClock } from "../../src/vscode/systemClock.ts";
import { VsCodeFolder } from "../../src/vscode/vsCodeFolder.ts";
import { isFolder } from "../contract/folder.contract.ts";
import { until } from "./edits/reviewWorld.ts";
import { chatWorld, MapMemory, MemoryLog, question, unsentMemories } from "../support/chatWorld.ts";
import { answer, pausing } from "../support/fakeModel.ts";

describe("saved conversations", () => {
  let folder: string;
  let log: MemoryLog;
  let store: FolderConversationStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "conversations-"));
    log = new MemoryLog();
    store = openStore();
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  /** As a window opens it; `name` is that of the window's process. */
  function openStore(name = "this window"): FolderConversationStore {
    return openConversations({
      folder: conversations(),
      clock: systemClock,
      log,
      openFolder: (path) => new DiskFolder(path),
      windows: { self: name, isOpen: () => true },
    });
  }

  const conversations = (): vscode.Uri => vscode.Uri.file(join(folder, "not-there-yet"));
  const file = (name: string): string => join(folder, "not-there-yet", name);

  function conversation(id: string, title = id): Conversation {
    const turn = { id: "1", question: question("?"), answer: { text: "!", state: { type: "complete" } } } as const;
    return { id, title, createdAt: 1, turns: [turn] };
  }

  /** The conversations of a window whose model answers each question. */
  function openWindow(memory = new MapMemory(), own = store, answers = Array.from({ length: 9 }, () => quick)) {
    const { parts, model } = chatWorld(answers);
    const chats = new Chats({ ...parts, clock: systemClock, store: own, createId: () => crypto.randomUUID() });
    const { sidebar } = new ChatViews({
      chats,
      opened: new OpenedEditor(),
      memory,
      unsent: Promise.resolve(unsentMemories()),
      log,
      readSetup: noPage,
      handlersOf: noPage,
    });
    return { chats, sidebar, memory, model };
  }

  const quick = answer("An answer.");
  const slow = pausing(["Half "], answer("an answer."));

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

  it("are listed without a file that cannot be read, which is set aside", async () => {
    await store.save(conversation("good"));
    await writeFile(file("broken.json"), "{");
    assert.deepEqual(
      (await store.list()).map(({ id }) => id),
      ["good"],
    );
    assert.ok((await readdir(conversations().fsPath)).includes("broken.json.corrupt"));
    assert.equal(log.lines.length, 1);
  });

  it("are brought up to date in a window when another one changes them", async () => {
    await store.save(conversation("a"));
    const here = openWindow();
    const watching = watchConversations(conversations(), here.chats, (error) => assert.fail(String(error)));
    const chat = await here.chats.find("a");
    const there = openWindow(new MapMemory(), openStore("another window"));
    const isRenamed = async (): Promise<boolean> => {
      // VS Code takes a moment until it watches.
      await there.chats.rename("a", `Renamed at ${Date.now()}`);
      return chat?.conversation.title.startsWith("Renamed") === true;
    };
    await until(isRenamed, "the other window's title");
    watching.dispose();
  });

  it("are asked in by two windows at once, and both see both answers, one while it comes", async () => {
    await store.save(conversation("a"));
    const here = openWindow(new MapMemory(), store, [slow]);
    const there = openWindow(new MapMemory(), openStore("another window"), [slow]);
    const watchings = [here, there].map(({ chats }) =>
      watchConversations(conversations(), chats, (error) => assert.fail(String(error))),
    );
    const [ours, theirs] = [await here.chats.find("a"), await there.chats.find("a")];
    assert.ok(ours && theirs);
    const isSeen = async (): Promise<boolean> => {
      // VS Code takes a moment until it watches.
      const stored = await store.load("a");
      await store.save({ ...conversation("a"), title: `Renamed at ${Date.now()}` }, stored);
      return [ours, theirs].every((chat) => chat.conversation.title.startsWith("Renamed"));
    };
    await until(isSeen, "that both windows watch");
    const asked = ours.ask(question("Slow?"));
    await here.model.paused();
    await until(async () => theirs.conversation.turns[1]?.answer.text === "Half ", "the answer that is coming");
    assert.equal(await theirs.retry(theirs.conversation.turns[1]?.id ?? ""), undefined);
    const askedThere = theirs.ask(question("Meanwhile?"));
    await there.model.paused();
    there.model.resume();
    here.model.resume();
    await Promise.all([asked, askedThere]);
    const texts = (): readonly (readonly string[])[] =>
      [ours, theirs].map(({ conversation: { turns } }) => turns.map((turn) => turn.answer.text));
    const both = ["!", "Half an answer.", "Half an answer."];
    await until(async () => JSON.stringify(texts()) === JSON.stringify([both, both]), "both answers in both windows");
    for (const watching of watchings) watching.dispose();
  }).timeout(20_000);

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

  it("say in which workspace they were begun", async () => {
    const { parts } = chatWorld([answer("!")]);
    const chats = new Chats({ ...parts, store, workspace: openedWorkspace });
    await chats.create().ask(question("Where?"));
    const [opened] = vscode.workspace.workspaceFolders ?? [];
    assert.equal((await store.list())[0]?.workspace?.uri, opened?.uri.toString());
  });

  it("are deleted, and brought back by undo", async () => {
    const { chats, sidebar } = openWindow();
    const open = await sidebar.current();
    await open.ask(question("Delete me?"));
    const deletion = await chats.delete(open.conversation.id);
    assert.deepEqual(await store.list(), []);
    await until(async () => (await sidebar.current()) !== open, "another conversation in the sidebar");
    await deletion?.undo();
    assert.deepEqual(
      (await store.list()).map(({ title }) => title),
      ["Delete me?"],
    );
  });
});

describe("a folder where there is no disk", () => {
  let folder: string;
  let opened = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "vscode-folder-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  isFolder(async () => new VsCodeFolder(vscode.Uri.file(join(folder, `${++opened}`, "not-there-yet"))));
});

/** For views whose page is never opened. */
function noPage(): never {
  throw new Error("no page is open");
}

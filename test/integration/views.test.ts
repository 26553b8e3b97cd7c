import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Attachment } from "../../src/shared/chat/state.ts";
import { Asker } from "../../src/vscode/chat/asker.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { ChatTabs } from "../../src/vscode/chat/chatTabs.ts";
import type { ChatView } from "../../src/vscode/chat/chatView.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { panelHandlers } from "../../src/vscode/chat/panelHandlers.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { chatWorld, MapMemory, question, unsentMemories } from "../support/chatWorld.ts";
import { answer, pausing, type Step } from "../support/fakeModel.ts";
import { until } from "./edits/reviewWorld.ts";
import { FakePage } from "./fakePage.ts";
import { closeEverything, openSample, selectLines } from "./world.ts";

/** A window with its views; questions are answered from the script, in their order. */
function openWindow(answers: readonly (readonly Step[])[], memory = new MapMemory()) {
  const { parts, model, store } = chatWorld(answers);
  let ids = 0;
  const chats = new Chats({ ...parts, createId: () => `id-${++ids}` });
  const asker = new Asker({ keys: { ensure: async () => undefined }, copyOf: async () => undefined });
  const notNeeded = (): never => assert.fail("not part of this test");
  const opened = new OpenedEditor();
  const views = new ChatViews({
    chats,
    opened,
    memory,
    unsent: Promise.resolve(unsentMemories()),
    log: parts.log,
    readSetup: async () => ({ ready: true, endpoint: "localhost", model: "test-model" }),
    handlersOf: (view) =>
      panelHandlers(view, {
        asker,
        chats,
        turns: {
          retry: async (chat, turnId) => void (await asker.retry(chat, turnId)),
          continue: async (chat, turnId) => void (await asker.continue(chat, turnId)),
          regenerate: notNeeded,
          edit: notNeeded,
          ask: async (chat, again) => void (await asker.ask(chat, again)),
        },
        codeBlocks: { run: async (chat, { turnId }) => chat.turn(turnId)?.answer.text ?? "not here" },
        files: { run: notNeeded },
        commands: { offer: notNeeded, run: notNeeded },
        models: { selectFor: notNeeded, pickOnce: notNeeded },
        earlierQuestions: notNeeded,
        workspaceFiles: { recent: [], find: notNeeded, below: notNeeded },
        references: { check: notNeeded, open: notNeeded },
        apiCall: { show: notNeeded },
        opened,
        links: { open: notNeeded },
        texts: { show: notNeeded, preview: notNeeded },
        withoutStreaming: notNeeded,
        offer: notNeeded,
        onError: assert.ifError,
      }),
  });
  const tab = (isActiveEditor = false, conversationId?: string): ChatView =>
    views.add({
      viewId: "tab",
      remembered: () => conversationId,
      remember: async () => undefined,
      bringUp: async () => undefined,
      isActiveEditor: () => isActiveEditor,
    });
  return { chats, views, sidebar: views.sidebar, tab, model, store, memory };
}

const code = { action: "insert", block: 0, code: "", language: "" } as const;

function attachment(label: string): Attachment {
  return { id: label, kind: "file", label, path: label, uri: `file:///${label}`, languageId: "", text: label };
}

describe("views of conversations", () => {
  let window: ReturnType<typeof openWindow>;
  const use = (...answers: readonly (readonly Step[])[]): ReturnType<typeof openWindow> =>
    (window = openWindow(answers));
  afterEach(() => {
    window.views.dispose();
    window.chats.dispose();
  });

  /** Resolves once the page shows this much of its last answer. */
  const shows = (page: FakePage, text: string): Promise<void> =>
    until(() => page.answer === text, `an answer “${text}” instead of “${page.answer}”`);
  const ends = (page: FakePage, state: string): Promise<void> =>
    until(() => page.answerState === state, `an answer that is ${state}`);

  it("stream two conversations at once, and Stop in one leaves the other", async () => {
    const { sidebar, tab, model } = use(pausing(["One"], answer(" more.")), pausing(["Two"], answer(" more.")));
    const [left, right] = [FakePage.in(sidebar), FakePage.in(tab())];
    left.host.submit({ text: "First?" });
    await shows(left, "One");
    right.host.submit({ text: "Second?" });
    await shows(right, "Two");
    left.host.stop(undefined);
    await ends(left, "stopped");
    assert.equal(right.answerState, "streaming");
    model.resume();
    await ends(right, "complete");
    assert.equal(right.answer, "Two more.");
    assert.equal(left.answer, "One");
    assert.deepEqual(
      [left, right].map(({ turns }) => turns.length),
      [1, 1],
    );
  });

  it("tell what is open while their conversation is empty, and attach it when asked to", async () => {
    const { sidebar } = use(answer("One."));
    const page = FakePage.in(sidebar);
    const isOpen = (type: string, name: string): Promise<void> =>
      until(
        () => page.state?.opened.type === type && page.state.opened.name === name,
        `${type} ${name} instead of ${JSON.stringify(page.state?.opened)}`,
      );
    await isOpen("nothing", "");
    const editor = await openSample("src/cart.ts");
    await isOpen("file", "cart.ts");
    selectLines(editor, 9, 21);
    await isOpen("selection", "cart.ts");
    page.host.addOpened(undefined);
    await until(() => page.state?.attachments[0]?.label === "cart.ts:9-21", "the selection as an attachment");
    page.host.submit({ text: "First?" });
    await ends(page, "complete");
    await closeEverything();
    assert.deepEqual(page.state?.opened, { type: "selection", name: "cart.ts" });
  });

  it("get the same events when they show the same conversation, and either stops it", async () => {
    const { sidebar, tab } = use(pausing(["One"]));
    const other = tab();
    await other.show(await sidebar.current());
    const [left, right] = [FakePage.in(sidebar), FakePage.in(other)];
    left.host.submit({ text: "First?" });
    await Promise.all([shows(left, "One"), shows(right, "One")]);
    right.host.stop(undefined);
    await Promise.all([ends(left, "stopped"), ends(right, "stopped")]);
  });

  it("opened in mid-stream have what was said, and then the rest", async () => {
    const { sidebar, tab, model } = use(pausing(["One"], answer(" more.")));
    const left = FakePage.in(sidebar);
    left.host.submit({ text: "First?" });
    await shows(left, "One");
    const other = tab();
    await other.show(await sidebar.current());
    const right = FakePage.in(other);
    await shows(right, "One");
    model.resume();
    await Promise.all([ends(left, "complete"), ends(right, "complete")]);
    assert.deepEqual(right.state?.conversation, left.state?.conversation);
  });

  it("that were hidden while words came have them when they are back", async () => {
    const { sidebar, model } = use(pausing(["One"], [...pausing([" two"], answer(" three."))]));
    const page = FakePage.in(sidebar);
    page.host.submit({ text: "First?" });
    await shows(page, "One");
    page.hide();
    model.resume();
    await until(async () => (await sidebar.current()).conversation.turns[0]?.answer.text === "One two", "two words");
    page.show();
    await shows(page, "One two");
    model.resume();
    await ends(page, "complete");
    assert.equal(page.answer, "One two three.");
  });

  it("go on in a new page that came before the old one was gone", async () => {
    const { sidebar, model } = use(pausing(["One"], answer(" more.")));
    const old = FakePage.in(sidebar);
    old.host.submit({ text: "First?" });
    await shows(old, "One");
    const moved = FakePage.in(sidebar);
    old.close();
    await shows(moved, "One");
    model.resume();
    await ends(moved, "complete");
  });

  it("act on the answers of their own conversation only", async () => {
    const { sidebar, tab } = use(answer("One"), answer("Two"));
    const [left, right] = [FakePage.in(sidebar), FakePage.in(tab())];
    left.host.submit({ text: "First?" });
    await ends(left, "complete");
    right.host.submit({ text: "Second?" });
    await ends(right, "complete");
    const turnId = left.turns[0]?.id ?? "";
    assert.equal(await left.host.codeAction({ ...code, turnId }), "One");
    assert.equal(await right.host.codeAction({ ...code, turnId }), "not here");
  });

  it("send along what waits in their own composer", async () => {
    const { sidebar, tab, model } = use(answer("One"));
    const other = tab();
    const [left, right] = [FakePage.in(sidebar), FakePage.in(other)];
    await until(() => left.state !== undefined && right.state !== undefined, "both pages");
    sidebar.attachments.add(attachment("left.ts"));
    other.attachments.add(attachment("right.ts"));
    assert.deepEqual(
      [left, right].map(({ state }) => state?.attachments.map(({ label }) => label)),
      [["left.ts"], ["right.ts"]],
    );
    left.host.submit({ text: "First?" });
    await ends(left, "complete");
    assert.match(JSON.stringify(model.requests[0]), /left\.ts/);
    assert.doesNotMatch(JSON.stringify(model.requests[0]), /right\.ts/);
    assert.deepEqual(left.state?.attachments, []);
    assert.equal(right.state?.attachments.length, 1);
  });

  it("begin a new chat alone, while what they leave goes on", async () => {
    const { sidebar, tab, model } = use(pausing(["One"], answer(" more.")));
    const other = tab();
    await other.show(await sidebar.current());
    const [left, right] = [FakePage.in(sidebar), FakePage.in(other)];
    left.host.submit({ text: "First?" });
    await Promise.all([shows(left, "One"), shows(right, "One")]);
    left.host.newChat(undefined);
    await until(() => left.turns.length === 0, "an empty sidebar");
    model.resume();
    await ends(right, "complete");
    assert.equal(right.answer, "One more.");
    assert.deepEqual(left.turns, []);
  });

  it("leave a conversation that is deleted", async () => {
    const { sidebar, tab, chats } = use(answer("One"), answer("Two"));
    const other = tab();
    await other.show(await sidebar.current());
    const third = tab();
    const pages = [FakePage.in(sidebar), FakePage.in(other), FakePage.in(third)] as const;
    pages[0].host.submit({ text: "First?" });
    pages[2].host.submit({ text: "Second?" });
    await Promise.all([ends(pages[0], "complete"), ends(pages[1], "complete"), ends(pages[2], "complete")]);
    await chats.delete((await sidebar.current()).conversation.id);
    await until(() => pages[0].turns.length === 0 && pages[1].turns.length === 0, "two empty views");
    assert.equal(pages[2].turns.length, 1);
  });

  it("try again to read their conversation when that failed", async () => {
    const { store, tab } = use();
    await store.save({ id: "kept", title: "Kept", createdAt: 1, turns: [] });
    const view = tab(false, "kept");
    store.nextLoadError = new Error("The disk is busy.");
    await assert.rejects(view.current(), /busy/);
    assert.equal((await view.current()).conversation.title, "Kept");
    assert.equal(view.shown?.conversation.title, "Kept");
  });

  it("show what they were sent to while their own conversation was still read", async () => {
    const { store, tab, chats } = use();
    await store.save({ id: "kept", title: "Kept", createdAt: 1, turns: [] });
    const view = tab(false, "kept");
    const reading = view.current();
    const other = chats.create();
    await view.show(other);
    await reading;
    assert.equal(await view.current(), other);
    assert.equal(view.shown, other);
  });

  it("are back in the conversation of the sidebar after a restart", async () => {
    const { sidebar, memory } = use(answer("One"));
    const page = FakePage.in(sidebar);
    page.host.submit({ text: "First?" });
    await ends(page, "complete");
    const { id } = (await sidebar.current()).conversation;
    assert.deepEqual([...memory.values.values()], [id]);
  });
});

describe("a command", () => {
  let window: ReturnType<typeof openWindow>;
  beforeEach(() => {
    window = openWindow([pausing(["One"]), pausing(["Two"])]);
  });
  afterEach(() => {
    window.views.dispose();
    window.chats.dispose();
  });

  it("is about the sidebar at first, and then about the view that was used last", () => {
    const { views, sidebar, tab } = window;
    const other = tab();
    const [left, right] = [FakePage.in(sidebar), FakePage.in(other)];
    assert.equal(views.used, sidebar);
    right.host.focused(undefined);
    assert.equal(views.used, other);
    left.host.focused(undefined);
    assert.equal(views.used, sidebar);
  });

  it("is about the sidebar when the tab is behind another one, or closed", () => {
    const { views, sidebar, tab } = window;
    const other = tab();
    const page = FakePage.in(other);
    page.host.focused(undefined);
    page.hide();
    assert.equal(views.used, sidebar);
    page.show();
    assert.equal(views.used, other);
    views.remove(other);
    assert.equal(views.used, sidebar);
  });

  it("is about the view whose title has its button", () => {
    const { views, sidebar, tab } = window;
    const [active, used] = [tab(true), tab()];
    FakePage.in(active);
    FakePage.in(used).host.focused(undefined);
    assert.equal(views.of([undefined]), sidebar);
    assert.equal(views.of([null]), sidebar);
    assert.equal(views.of([vscode.Uri.parse("webview-panel:chat"), { groupId: 1 }]), active);
    assert.equal(views.of([]), used);
  });

  it("stops the view that it is about, and what runs elsewhere only when nothing runs there", async () => {
    const { views, sidebar, tab, model } = window;
    const other = tab();
    const [left, right] = [FakePage.in(sidebar), FakePage.in(other)];
    left.host.submit({ text: "First?" });
    right.host.submit({ text: "Second?" });
    await model.requested(2);
    await until(() => left.answer !== "" && right.answer !== "", "two answers");
    await views.stop(other);
    await until(() => right.answerState === "stopped", "the tab to stop");
    assert.equal(left.answerState, "streaming");
    await views.stop(other);
    await until(() => left.answerState === "stopped", "the sidebar to stop");
  });
});

describe("a chat in an editor tab", () => {
  let window: ReturnType<typeof openWindow>;
  let tabs: ChatTabs;
  beforeEach(() => {
    window = openWindow([answer("One"), answer("Two")]);
    tabs = new ChatTabs({
      views: window.views,
      openPage: async () => ({ send: () => undefined, receive: () => undefined }),
      media: (name) => vscode.Uri.file(`/media/${name}`),
    });
  });
  afterEach(async () => {
    await closeEverything();
    window.views.dispose();
    window.chats.dispose();
  });

  const labels = (): readonly string[] =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);

  const labelled = (...expected: readonly string[]): Promise<void> =>
    until(() => labels().join() === expected.join(), `tabs called ${expected.join()} instead of ${labels().join()}`);

  it("is called like its conversation, and follows its name", async () => {
    const chat = window.chats.create();
    await tabs.open(chat);
    await labelled("New Chat");
    await chat.ask(question("What is a closure?"));
    await labelled("What is a closure?");
    await chat.rename("Closures");
    await labelled("Closures");
  });

  it("is brought up once more instead of opened twice", async () => {
    const [first, second] = [window.chats.create(), window.chats.create()];
    await first.rename("First");
    await second.rename("Second");
    for (const chat of [first, second, first]) await tabs.open(chat);
    await labelled("First", "Second");
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label === "First", "the first tab");
  });

  it("is the view that was used last until it is closed", async () => {
    const { views, chats, sidebar } = window;
    await tabs.open(chats.create());
    await until(() => views.used !== sidebar, "the tab to be used");
    await closeEverything();
    await until(() => views.used === sidebar, "the sidebar to be used");
  });

  it("begins a new chat of its own", async () => {
    const { views, chats } = window;
    const chat = chats.create();
    await tabs.open(chat);
    await chat.ask(question("First?"));
    await views.used.startNew();
    await labelled("New Chat");
    assert.notEqual(views.used.shown, chat);
  });
});

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type * as vscode from "vscode";
import { Chats } from "../../src/vscode/chat/chats.ts";
import type { ChatView, ViewHandlers } from "../../src/vscode/chat/chatView.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { chatWorld, MapMemory, question, unsentMemories } from "../support/chatWorld.ts";
import { answer } from "../support/fakeModel.ts";
import { selection } from "../support/attachments.ts";
import { until } from "./edits/reviewWorld.ts";
import { FakePage } from "./fakePage.ts";

describe("what waits in a view when its window goes away", () => {
  let memory: MapMemory;
  let unsent: ReturnType<typeof unsentMemories>;
  let store: ReturnType<typeof chatWorld>["store"];
  const opened: vscode.Disposable[] = [];

  beforeEach(() => {
    memory = new MapMemory();
    unsent = unsentMemories();
    ({ store } = chatWorld([]));
  });
  afterEach(() => {
    for (const one of opened.splice(0)) one.dispose();
  });

  /** A window on the same workspace as the one before; nothing tells the extension that the one before is gone. */
  function openWindow(): { readonly views: ChatViews; readonly sidebar: ChatView; readonly chats: Chats } {
    const { parts } = chatWorld([answer("One.")]);
    const chats = new Chats({ ...parts, store, createId: () => crypto.randomUUID() });
    const views = new ChatViews({
      chats,
      opened: new OpenedEditor(),
      memory,
      unsent: Promise.resolve(unsent),
      log: parts.log,
      readSetup: async (options) => ({ ready: true, endpoint: "localhost", model: options?.model ?? "default" }),
      // No page here sends any of these messages.
      handlersOf: () => ({}) as ViewHandlers,
    });
    opened.push(views, chats);
    return { views, sidebar: views.sidebar, chats };
  }

  async function ready(view: ChatView): Promise<NonNullable<FakePage["state"]>> {
    const page = FakePage.in(view);
    await until(() => page.state !== undefined, "a snapshot");
    assert.ok(page.state);
    return page.state;
  }

  const attached = { ...selection("let a;"), uri: "" };

  it("is there again in the next one: the draft, what goes along, and the model of a new chat", async () => {
    const { sidebar } = openWindow();
    const page = FakePage.in(sidebar);
    await until(() => page.state !== undefined, "a snapshot");
    sidebar.attachments.add(attached);
    await (await sidebar.current()).setOptions({ model: "chosen" });
    page.host.draft({ conversationId: page.state?.conversation.id ?? "", text: "half", at: 7 });
    await until(() => unsent.texts.values.size === 1 && unsent.contexts.values.size === 1, "both to be kept");

    const next = openWindow();
    const state = await ready(next.sidebar);
    assert.deepEqual(next.sidebar.attachments.all, [attached]);
    assert.deepEqual(state.draft, { text: "half", at: 7 });
    assert.deepEqual(
      state.attachments.map(({ label }) => label),
      [attached.label],
    );
    assert.deepEqual(state.conversation.options, { model: "chosen" });
    assert.equal(state.setup.model, "chosen");
    const again = await ready(openWindow().sidebar);
    assert.deepEqual([again.draft, again.conversation.options], [state.draft, { model: "chosen" }]);
  });

  it("is not the draft of another chat, which the view shows by then", async () => {
    const { sidebar, chats } = openWindow();
    const page = FakePage.in(sidebar);
    await until(() => page.state !== undefined, "a snapshot");
    const id = page.state?.conversation.id ?? "";
    page.host.draft({ conversationId: id, text: "half", at: 7 });
    const other = chats.create();
    await other.ask(question("First?"));
    await sidebar.show(other);
    page.host.draft({ conversationId: id, text: "halfway", at: 8 });
    const state = await ready(openWindow().sidebar);
    assert.equal(state.conversation.turns.length, 1);
    assert.equal(state.draft, undefined);
  });

  it("goes with a tab that is closed", async () => {
    const { views } = openWindow();
    const tab = views.add({
      viewId: "tab",
      remembered: () => undefined,
      remember: async () => undefined,
      bringUp: async () => undefined,
      isActiveEditor: () => false,
    });
    await ready(tab);
    tab.attachments.add(attached);
    await until(() => unsent.contexts.values.size === 1, "it to be kept");
    views.remove(tab);
    await until(() => unsent.contexts.values.size === 0, "it to be gone");
  });
});

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { answerFile } from "../../src/core/edits/answer/answerFile.ts";
import { replaceFile } from "../../src/node/replaceFile.ts";
import { changedFiles } from "../../src/shared/chat/changedFiles.ts";
import { versionsOf } from "../../src/shared/chat/branches.ts";
import { untranslated } from "../../src/shared/l10n.ts";
import { AnswerNotices } from "../../src/vscode/chat/answerNotices.ts";
import { Asker } from "../../src/vscode/chat/asker.ts";
import { ChangedFiles } from "../../src/vscode/chat/changedFiles.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { panelHandlers } from "../../src/vscode/chat/panelHandlers.ts";
import { EditCommands } from "../../src/vscode/commands/editCommands.ts";
import { EditTurns } from "../../src/vscode/commands/editTurns.ts";
import { HistoryItems } from "../../src/vscode/commands/historyItems.ts";
import { TurnActions } from "../../src/vscode/commands/turnActions.ts";
import { RestorePoints } from "../../src/vscode/edits/restorePoints.ts";
import { RestoreStore } from "../../src/vscode/edits/restoreStore.ts";
import { fileReplacer } from "../../src/vscode/replaceFile.ts";
import { chatWorld, question, unsentMemories } from "../support/chatWorld.ts";
import { answer, pausing, type Step } from "../support/fakeModel.ts";
import { noSyntax, ReviewWorld, until } from "./edits/reviewWorld.ts";
import { FakePage } from "./fakePage.ts";
import { closeEverything } from "./world.ts";

/** A window with one view and its page, whose questions are answered from the script. */
async function openWindow(answers: readonly (readonly Step[])[]) {
  const review = await ReviewWorld.create();
  const storage = await mkdtemp(join(tmpdir(), "turns-"));
  const { parts, model, store, clock } = chatWorld(answers);
  const chats = new Chats({ ...parts, createId: () => crypto.randomUUID() });
  const notNeeded = (): never => assert.fail("not part of this test");
  const asker = new Asker({ keys: { ensure: async () => undefined }, copyOf: notNeeded });
  const { reviews, gate, memory } = review;
  const points = new RestorePoints({
    store: new RestoreStore(vscode.Uri.file(storage), fileReplacer(replaceFile)),
    gate,
    clock,
    t: untranslated,
    hasConversation: (id) => store.has(id),
    onError: assert.ifError,
  });
  const files = new ChangedFiles({ chats, reviews, points, memory, onError: assert.ifError });
  const edits = new EditTurns({
    asker,
    reviews,
    files,
    read: (read) => answerFile(read, { syntax: noSyntax, t: untranslated }),
  });
  /** What notifications said, and whether their button is pressed. */
  const told: string[] = [];
  const person = { picks: "gpt-other" as string | undefined, presses: false };
  const offer = async (sentence: string): Promise<boolean> => {
    told.push(sentence);
    return person.presses;
  };
  const opened = new OpenedEditor();
  const views = new ChatViews({
    opened,
    chats,
    memory,
    unsent: Promise.resolve(unsentMemories()),
    log: parts.log,
    readSetup: async () => ({ ready: true, endpoint: "localhost", model: "gpt-test" }),
    handlersOf: (view) =>
      panelHandlers(view, {
        asker,
        chats,
        models: { selectFor: notNeeded, pickOnce: async () => person.picks },
        commands: { offer: notNeeded, run: notNeeded },
        earlierQuestions: notNeeded,
        workspaceFiles: { recent: [], find: notNeeded, below: notNeeded },
        references: { check: notNeeded, open: notNeeded },
        apiCall: { show: notNeeded },
        opened,
        turns: new TurnActions({ asker, turns: edits }),
        codeBlocks: { run: notNeeded },
        files: { run: notNeeded },
        withoutStreaming: notNeeded,
        links: { open: notNeeded },
        texts: { show: notNeeded, preview: notNeeded },
        offer,
        onError: assert.ifError,
      }),
  });
  const notices = new AnswerNotices({ chats, views, offer, log: parts.log });
  const { sidebar } = views;
  const page = FakePage.in(sidebar);
  await until(() => page.snapshots > 0, "the page");
  const commands = new EditCommands({ turns: edits, chat: () => sidebar.current() });
  const close = async (): Promise<void> => {
    vscode.Disposable.from(notices, opened, views, files, points, chats).dispose();
    await review.stop();
    await rm(storage, { recursive: true, force: true });
  };
  const lastIs = (text: string): Promise<void> =>
    until(() => page.answer === text && page.answerState === "complete", `the answer “${text}”`);
  return { page, sidebar, views, chats, model, store, review, commands, told, person, close, lastIs };
}

describe("a turn of a conversation", () => {
  let window: Awaited<ReturnType<typeof openWindow>>;
  const open = async (...answers: readonly (readonly Step[])[]): Promise<typeof window> =>
    (window = await openWindow(answers));
  afterEach(async () => {
    await window.close();
    await closeEverything();
  });

  it("is asked with other words in its place; the old version is gone back to", async () => {
    const { page, lastIs, model } = await open(answer("one"), answer("two"), answer("one again"));
    page.host.submit({ text: "First?" });
    await lastIs("one");
    page.host.submit({ text: "Second?" });
    await lastIs("two");
    const turnId = page.turns[0]?.id ?? "";
    assert.equal(await page.host.editQuestion({ turnId, text: "First, really?", attachments: [] }), true);
    await lastIs("one again");
    assert.deepEqual(
      page.turns.map((turn) => turn.question.text),
      ["First, really?"],
    );
    assert.deepEqual(
      model.requests.at(-1)?.messages.map(({ text }) => text),
      ["First, really?"],
    );
    page.host.showVersion({ turnId });
    await lastIs("two");
    assert.equal(page.turns.length, 2);
    assert.equal(await page.host.editQuestion({ turnId: "unknown", text: "?", attachments: [] }), false);
    assert.equal(await page.host.editQuestion({ turnId, text: " ", attachments: [] }), false);
  });

  it("is stopped when it is asked with other words while it is answered", async () => {
    const { page, lastIs, sidebar } = await open(pausing(["half"]), answer("whole"));
    page.host.submit({ text: "First?" });
    await until(() => page.answer === "half", "half an answer");
    const turnId = page.turns[0]?.id ?? "";
    await page.host.editQuestion({ turnId, text: "Other?", attachments: [] });
    await lastIs("whole");
    const chat = await sidebar.current();
    assert.deepEqual(chat.turn(turnId)?.answer.state, { type: "stopped" });
  });

  it("is regenerated as another version, by another model for this once", async () => {
    const { page, lastIs, model, person } = await open(answer("one"), answer("two"), answer("three"), answer("four"));
    page.host.submit({ text: "First?" });
    await lastIs("one");
    page.host.regenerate({ turnId: page.turns[0]?.id ?? "", model: "same" });
    await lastIs("two");
    page.host.regenerate({ turnId: page.turns[0]?.id ?? "", model: "other" });
    await lastIs("three");
    const [turn] = page.turns;
    assert.ok(turn && page.state);
    assert.equal(turn.answer.model, "gpt-other");
    assert.equal(versionsOf(page.state.conversation, turn.id).turnIds.length, 3);
    person.picks = undefined;
    page.host.regenerate({ turnId: turn.id, model: "other" });
    page.host.submit({ text: "Second?" });
    await lastIs("four");
    assert.deepEqual(
      model.requests.map((request) => request.model),
      ["gpt-test", "gpt-test", "gpt-other", "gpt-test"],
    );
  });

  it("is deleted, and brought back with Undo", async () => {
    const { page, lastIs, told, person } = await open(answer("one"), answer("two"));
    page.host.submit({ text: "First?" });
    await lastIs("one");
    page.host.submit({ text: "Second?" });
    await lastIs("two");
    const [first] = page.turns;
    page.host.deleteTurn({ turnId: first?.id ?? "" });
    await until(() => page.turns.length === 1, "one turn");
    assert.deepEqual(told, ["The question and its answer are deleted."]);
    person.presses = true;
    const before = page.turns;
    page.host.deleteTurn({ turnId: before[0]?.id ?? "" });
    await until(() => told.length === 2 && page.turns.length === 1, "the turn being back");
    assert.deepEqual(page.turns, before);
  });

  it("begins a conversation of its own, and the old one stays as it was", async () => {
    const { page, lastIs, sidebar, store } = await open(answer("one"), answer("two"), answer("other"));
    page.host.submit({ text: "First?" });
    await lastIs("one");
    page.host.submit({ text: "Second?" });
    await lastIs("two");
    const original = (await sidebar.current()).conversation;
    page.host.fork({ turnId: original.turns[0]?.id ?? "" });
    await until(() => page.state?.conversation.id !== original.id, "another conversation");
    assert.equal(page.state?.conversation.title, "Fork of First?");
    assert.equal(page.answer, "one");
    assert.equal((await store.load(page.state.conversation.id))?.turns.length, 1);
    page.host.submit({ text: "Third?" });
    await lastIs("other");
    assert.deepEqual(await store.load(original.id), original);
  });

  it("that was to change code is told something else, and what is proposed already stays in review", async () => {
    const fenced = (code: string): readonly Step[] => answer(`\`\`\`js\n${code}\n\`\`\``);
    const { page, review, commands } = await open(fenced("let one = 1;"), fenced("let one = 'I';"));
    const editor = await review.open("a.js", "let one;\nlet two;\n");
    editor.selection = new vscode.Selection(0, 0, 0, 8);
    assert.equal((await commands.refactor("give it a value")).outcome, "proposed");
    const [turn] = page.turns;
    assert.equal(turn?.question.text, "Refactor: give it a value");
    const asked = await page.host.editQuestion({
      turnId: turn.id,
      text: "Refactor: give it a Roman value",
      attachments: [],
    });
    assert.equal(asked, true);
    await until(() => page.turns[0]?.files?.[0]?.open === 1, "a proposal of the new version");
    assert.equal(page.turns.length, 1);
    assert.equal(page.turns[0]?.question.instruction, "give it a Roman value");
    const branch = page.state?.conversation.branches?.[0];
    assert.equal(changedFiles(branch?.turns[0]?.files ?? []).length, 1);
    await review.reviews.acceptAll(editor.document.uri);
    assert.equal(editor.document.getText(), "let one = 'I';\nlet two;\n");
    await until(() => page.turns[0]?.files?.[0]?.accepted === 1, "the acceptance being listed");
  });

  it("stays in the editor when the code that it was about is gone", async () => {
    const { page, review, commands, model } = await open(answer("```js\nlet one = 1;\n```"));
    const editor = await review.open("a.js", "let one;\nlet two;\n");
    editor.selection = new vscode.Selection(0, 0, 0, 8);
    await commands.refactor("give it a value");
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 8), "none"));
    const turnId = page.turns[0]?.id ?? "";
    assert.equal(await page.host.editQuestion({ turnId, text: "Refactor: again", attachments: [] }), false);
    assert.equal(page.turns[0]?.id, turnId);
    assert.equal(model.requests.length, 1);
  });
});

describe("answers that nobody sees", () => {
  let window: Awaited<ReturnType<typeof openWindow>>;
  beforeEach(async () => {
    window = await openWindow([pausing(["one"], answer(".")), answer("two")]);
    window.page.host.submit({ text: "First?" });
    await until(() => window.page.answer === "one", "half an answer");
  });
  afterEach(async () => {
    await window.close();
    await closeEverything();
  });

  it("are listed while they come, gone back to, and told of once", async () => {
    const { page, model, told, person, lastIs } = window;
    const first = page.state?.conversation.id ?? "";
    page.host.newChat(undefined);
    await until(() => page.state?.elsewhere[0]?.title === "First?", "the other chat being listed");
    assert.deepEqual(
      window.chats.running().map(({ conversation }) => conversation.id),
      [first],
    );
    page.host.openChat({ conversationId: first });
    await until(() => page.state?.conversation.id === first && page.state.elsewhere.length === 0, "the chat");
    page.host.newChat(undefined);
    await until(() => page.state?.elsewhere.length === 1, "the other chat being listed again");
    person.presses = true;
    model.resume();
    await lastIs("one.");
    assert.deepEqual(told, ["“First?” has been answered."]);
    assert.equal(page.state?.conversation.id, first);
    assert.deepEqual(page.state.elsewhere, []);
  });

  it("are marked in the history while they come", () => {
    const items = new HistoryItems({ workspace: undefined, isRunning: (id) => id === "a" });
    const summary = { id: "a", title: "First?", changedAt: 0, turns: 1 };
    assert.equal(items.of(summary).description, "is being answered");
    assert.match(items.of({ ...summary, id: "b" }).description ?? "", /1 question$/);
  });

  it("are told of by a badge where their view is hidden, until it is back", async () => {
    const { page, model, told, sidebar } = window;
    page.hide();
    model.resume();
    await until(() => page.badge !== undefined, "a badge");
    assert.equal(page.badge?.tooltip, "There is a new answer.");
    page.show();
    assert.equal(page.badge, undefined);
    assert.deepEqual(told, []);
    assert.equal((await sidebar.current()).isRunning, false);
  });

  it("are not told of where they are seen, were stopped, or are proposed in an editor", async () => {
    const { page, model, told, sidebar, chats } = window;
    model.script(answer("```js\nlet a;\n```"));
    const chat = await sidebar.current();
    page.host.newChat(undefined);
    await until(() => page.turns.length === 0, "an empty chat");
    chat.stop();
    await until(() => !chat.isRunning, "the end");
    const other = chats.create();
    page.host.submit({ text: "Second?" });
    await window.lastIs("two");
    await other.ask(question("Refactor", { task: "refactor" }));
    assert.deepEqual(told, []);
    assert.equal(page.badge, undefined);
  });
});

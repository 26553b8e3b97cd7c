import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { CustomPrompt } from "../../src/core/settings/settings.ts";
import type { Attachment } from "../../src/shared/chat/state.ts";
import { configurationSection, settingKeys } from "../../src/shared/ids.ts";
import type { SlashResult } from "../../src/shared/protocol/panel.ts";
import { Asker } from "../../src/vscode/chat/asker.ts";
import { Chats } from "../../src/vscode/chat/chats.ts";
import { ChatViews } from "../../src/vscode/chat/chatViews.ts";
import { panelHandlers } from "../../src/vscode/chat/panelHandlers.ts";
import { AnswerCommands } from "../../src/vscode/commands/answerCommands.ts";
import { EditCommands } from "../../src/vscode/commands/editCommands.ts";
import type { EditJob } from "../../src/vscode/commands/editTurns.ts";
import { ModelCommands } from "../../src/vscode/commands/modelCommands.ts";
import { SlashCommands } from "../../src/vscode/commands/slashCommands.ts";
import { OpenedEditor } from "../../src/vscode/context/openedEditor.ts";
import { chatWorld, MapMemory, unsentMemories } from "../support/chatWorld.ts";
import { answer, pausing, type Step } from "../support/fakeModel.ts";
import { until } from "./edits/reviewWorld.ts";
import { FakePage } from "./fakePage.ts";
import { closeEverything, openSample, selectLines } from "./world.ts";

const prompts: readonly CustomPrompt[] = [
  { name: "As a haiku", prompt: "Answer as a haiku about {instruction}.", action: "answer" },
  { name: "Explain", prompt: "My own way", action: "answer" },
  { name: "Shorten", prompt: "Make it shorter.", action: "edit" },
];

const waiting: Attachment = {
  id: "1",
  kind: "file",
  label: "notes.md",
  path: "notes.md",
  uri: "file:///notes.md",
  languageId: "markdown",
  text: "Notes.",
};

/** The sidebar with its page; edits are noted instead of asked for. */
function openSidebar(answers: readonly (readonly Step[])[]) {
  const world = chatWorld(answers);
  const { parts, model, connector, known } = world;
  let ids = 0;
  const chats = new Chats({ ...parts, createId: () => `id-${++ids}` });
  const asker = new Asker({ keys: { ensure: async () => undefined }, copyOf: async () => undefined });
  const notNeeded = (): never => assert.fail("not part of this test");
  const jobs: EditJob[] = [];
  const models = new ModelCommands({ ...parts, connector, known });
  const opened = new OpenedEditor();
  const views: ChatViews = new ChatViews({
    chats,
    opened,
    memory: new MapMemory(),
    unsent: Promise.resolve(unsentMemories()),
    log: parts.log,
    readSetup: async (options) => ({ ready: true, endpoint: "localhost", model: options?.model ?? "gpt-test" }),
    handlersOf: (view) =>
      panelHandlers(view, {
        asker,
        chats,
        turns: { retry: notNeeded, continue: notNeeded, regenerate: notNeeded, ask: notNeeded, edit: notNeeded },
        codeBlocks: { run: notNeeded },
        files: { run: notNeeded },
        commands,
        models,
        earlierQuestions: notNeeded,
        workspaceFiles: { recent: [], find: notNeeded, below: notNeeded },
        references: { check: notNeeded, open: notNeeded },
        links: { open: notNeeded },
        texts: { show: notNeeded, preview: notNeeded },
        apiCall: { show: notNeeded },
        opened,
        offer: notNeeded,
        withoutStreaming: notNeeded,
        onError: assert.ifError,
      }),
  });
  const commands = new SlashCommands({
    answers: new AnswerCommands({ asker, views }),
    edits: new EditCommands({
      turns: {
        run: async (_, job) => {
          jobs.push(job);
          return { outcome: "proposed", conversationId: "id-1" };
        },
      },
      chat: () => views.used.current(),
    }),
    tests: { run: notNeeded },
    models,
    customPrompts: () => prompts,
    ask: async (view, text) => asker.ask(await view.current(), { task: "ask", text, attachments: [] }),
    showHistory: notNeeded,
    exportChat: notNeeded,
    onError: assert.ifError,
  });
  const page = FakePage.in(views.sidebar);
  const type = async (text: string): Promise<SlashResult> => {
    const [, name = "", words = ""] = /^\/(\S+)\s*(.*)$/.exec(text) ?? [];
    return page.host.slash({ name, words });
  };
  return { chats, views, opened, page, model, jobs, type };
}

describe("a command that is typed into the panel", () => {
  let sidebar: ReturnType<typeof openSidebar>;
  const use = (...answers: readonly (readonly Step[])[]): ReturnType<typeof openSidebar> =>
    (sidebar = openSidebar(answers));
  afterEach(async () => {
    sidebar.views.dispose();
    sidebar.chats.dispose();
    sidebar.opened.dispose();
    await closeEverything();
  });

  it("asks about the selection of the editor, with the words and what waits in the composer", async () => {
    const { views, page, model, type } = use(answer("It sums."));
    selectLines(await openSample("src/cart.ts"), 1, 2);
    views.sidebar.attachments.add(waiting);
    assert.deepEqual(await type("/explain why so"), { type: "done" });
    await until(() => page.answer === "It sums.", "an answer");
    const [turn] = page.turns;
    assert.equal(turn?.question.text, "Explain: why so");
    assert.equal(turn.question.task, "explain");
    assert.deepEqual(
      turn.question.attachments.map(({ label }) => label),
      ["cart.ts:1-2", "notes.md"],
    );
    assert.match(model.requests[0]?.messages.at(-1)?.text ?? "", /surprising\.\n\nwhy so\n\nFile src\/cart\.ts/);
    assert.deepEqual(views.sidebar.attachments.all, []);
  });

  it("is refused with a sentence where there is no editor, and nothing is lost", async () => {
    const { views, page, type } = use();
    await closeEverything();
    views.sidebar.attachments.add(waiting);
    const sentence = "Open a file and select some code first.";
    assert.deepEqual(await type("/edit make it async"), { type: "refused", sentence });
    assert.equal(views.sidebar.attachments.all.length, 1);
    views.sidebar.attachments.remove(waiting.id);
    const other = "Open a file or select some code first.";
    assert.deepEqual(await type("/explain this"), { type: "refused", sentence: other });
    assert.deepEqual(page.turns, []);
  });

  it("is refused with a sentence where nothing is selected that could be changed", async () => {
    const { jobs, type } = use();
    const document = await vscode.workspace.openTextDocument({ content: "one\n\n", language: "plaintext" });
    await vscode.window.showTextDocument(document);
    assert.deepEqual(await type("/refactor it"), { type: "refused", sentence: "Select the code to change first." });
    assert.deepEqual(jobs, []);
  });

  it("has the selection changed as the words say", async () => {
    const { jobs, type } = use();
    selectLines(await openSample("src/cart.ts"), 1, 2);
    assert.deepEqual(await type("/edit make it async"), { type: "done" });
    assert.deepEqual(await type("/OPTIMIZE for size"), { type: "done" });
    assert.deepEqual(await type("/shorten a lot"), { type: "done" });
    assert.deepEqual(
      jobs.map(({ question }) => [question.task, question.instruction]),
      [
        ["edit", "make it async"],
        ["optimize", "for size"],
        ["edit", "Make it shorter.\n\na lot"],
      ],
    );
  });

  it("asks with a prompt of the person's own, whose name may be that of a command", async () => {
    const { page, model, type } = use(answer("1"), answer("2"));
    selectLines(await openSample("src/cart.ts"), 1, 1);
    await type("/as-a-haiku carts");
    await type("/explain-2");
    const asked = model.requests.map(({ messages }) => messages.at(-1)?.text.split("\n", 1)[0]);
    assert.deepEqual(asked, ["Answer as a haiku about carts.", "My own way"]);
    await until(() => page.turns.length === 2, "two turns");
  });

  it("is offered by its name, the prompts too, until it is written out", async () => {
    const { page } = use();
    const labels = async (query: string): Promise<readonly string[]> =>
      (await page.host.completions({ trigger: "/", query })).map(({ label }) => label);
    const all = await labels("");
    assert.deepEqual(all.slice(0, 4), ["/explain", "/findBugs", "/refactor", "/edit"]);
    assert.deepEqual(all.slice(-4), ["/help", "/as-a-haiku", "/explain-2", "/shorten"]);
    assert.deepEqual((await labels("ed"))[0], "/edit");
    assert.deepEqual(await labels("edit"), []);
    assert.deepEqual(await labels("nothing like that"), []);
  });

  it("that does not exist asks for nothing, and says which one was probably meant", async () => {
    const { page, type } = use();
    assert.deepEqual(await type("/explian this"), { type: "unknown", meant: "explain" });
    assert.deepEqual(await type("/tmp is full"), { type: "unknown" });
    assert.deepEqual(await type("/help"), { type: "list" });
    assert.deepEqual(page.turns, []);
  });

  it("waits for a running answer, which can be stopped", async () => {
    const { page, type } = use(pausing(["Half"]));
    selectLines(await openSample("src/cart.ts"), 1, 1);
    const first = type("/explain");
    await until(() => page.answer === "Half", "half an answer");
    assert.equal((await type("/findBugs")).type, "refused");
    assert.deepEqual(await type("/stop"), { type: "done" });
    assert.deepEqual(await first, { type: "done" });
    assert.equal(page.turns.length, 1);
  });

  it("begins a new chat, with a question when there are words", async () => {
    const { page, type } = use(answer("1"), answer("2"));
    await type("/new First?");
    await type("/new Second?");
    await until(() => page.answer === "2", "the second answer");
    assert.deepEqual(
      page.turns.map(({ question }) => question.text),
      ["Second?"],
    );
  });

  it("gives this chat its own model, which the next question goes to", async () => {
    const { page, model, type } = use(answer("1"), answer("2"));
    await type("/model own-model");
    page.host.setOption({ option: "reasoningEffort", value: "high" });
    await until(() => page.state?.conversation.options?.reasoningEffort === "high", "the effort");
    await until(() => page.state?.setup.model === "own-model", "the model");
    page.host.submit({ text: "First?" });
    await until(() => page.answer === "1", "an answer");
    page.host.resetOptions(undefined);
    await until(() => page.state?.setup.model === "gpt-test", "the default");
    page.host.submit({ text: "Second?" });
    await until(() => page.answer === "2", "another answer");
    assert.deepEqual(
      model.requests.map((request) => [request.model, request.parameters.reasoningEffort]),
      [
        ["own-model", "high"],
        ["gpt-test", undefined],
      ],
    );
  });

  it("can make what this chat asks for the default", async () => {
    const { page, type } = use();
    const configuration = () => vscode.workspace.getConfiguration(configurationSection);
    const before = configuration().inspect(settingKeys.model)?.globalValue;
    try {
      await type("/model own-model");
      page.host.makeOptionsDefault(undefined);
      await until(() => configuration().get(settingKeys.model) === "own-model", "the setting");
      await until(() => page.state?.conversation.options?.model === undefined, "no model of its own");
    } finally {
      await configuration().update(settingKeys.model, before, vscode.ConfigurationTarget.Global);
    }
  });
});

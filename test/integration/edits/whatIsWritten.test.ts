import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Chat } from "../../../src/core/chat/chat.ts";
import { realPath } from "../../../src/node/realPath.ts";
import type { Turn } from "../../../src/shared/chat/state.ts";
import type { CodeAction } from "../../../src/shared/protocol/panel.ts";
import { CodeBlockActions } from "../../../src/vscode/chat/codeBlockActions.ts";
import { answered } from "./answered.ts";
import { noSyntax, ReviewWorld, until } from "./reviewWorld.ts";

/** `2: a.ts, *b.ts` for each column; `*` marks the tab in view, `~` a preview, `!` one that is pinned. */
function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.map(({ viewColumn, tabs: all }) => {
    const named = all.map(
      ({ label, isActive, isPreview, isPinned }) =>
        `${isActive ? "*" : ""}${isPreview ? "~" : ""}${isPinned ? "!" : ""}${label}`,
    );
    return `${viewColumn}: ${named.join(", ")}`;
  });
}

const active = (): string | undefined => vscode.window.activeTextEditor?.document.uri.path.split("/").at(-1);

describe("writing what was accepted", () => {
  let world: ReviewWorld;
  const registrations: vscode.Disposable[] = [];

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(async () => {
    for (const registration of registrations.splice(0)) registration.dispose();
    await world.stop();
  });

  /** Presses a button of the only block of an answer. */
  function press(action: CodeAction["action"], code: string, above = "Here:"): Promise<string> {
    const turn = answered(`${above}\n\n\`\`\`ts\n${code}\n\`\`\`\n`);
    return blocks().run(chatOf(turn), { action, turnId: turn.id, block: 0, code, language: "ts" });
  }

  function chatOf(turn: Turn): Pick<Chat, "turn" | "conversation"> {
    return { turn: () => turn, conversation: { id: "chat", title: "", createdAt: 0, turns: [turn] } };
  }

  function blocks(): CodeBlockActions {
    const files = { proposerOf: () => world.reviews };
    return new CodeBlockActions({ files, gate: world.gate, syntax: noSyntax, realPath });
  }

  const replace = (from: string, to: string): string => `<<<<<<< SEARCH\n${from}\n=======\n${to}\n>>>>>>> REPLACE`;
  const named = (name: string): string => `\`${world.path(name)}\``;

  it("saves nothing and formats nothing, also where the person formats on save", async () => {
    const configuration = vscode.workspace.getConfiguration("editor");
    await configuration.update("formatOnSave", true, vscode.ConfigurationTarget.Global);
    let saved = 0;
    let formatted = 0;
    registrations.push(
      vscode.workspace.onWillSaveTextDocument(({ document }) => {
        if (document.uri.path.endsWith("/a.ts")) saved++;
      }),
      vscode.languages.registerDocumentFormattingEditProvider("typescript", {
        provideDocumentFormattingEdits: () => {
          formatted++;
          return [];
        },
      }),
    );
    try {
      const { document } = await world.open("a.ts", "const  a = 1;\nconst  b = 2;\n");
      await press("apply", replace("const  b = 2;", "const  b = 3;"));
      await world.reviews.acceptAll();
      await press("insert", "const  c = 4;");
      assert.match(document.getText(), /const {2}b = 3;/);
      assert.match(document.getText(), /const {2}c = 4;/);
      assert.deepEqual([document.isDirty, saved, formatted], [true, 0, 0]);
      assert.equal(await world.onDisk("a.ts"), "const  a = 1;\nconst  b = 2;\n");
    } finally {
      await configuration.update("formatOnSave", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("uses the tab that the file has, in its column, pinned as it is, with its selection", async () => {
    await world.open("left.ts", "left");
    const { document } = await world.open("a.ts", "one\ntwo\nthree\n");
    await vscode.commands.executeCommand("workbench.action.moveEditorToNextGroup");
    await vscode.commands.executeCommand("workbench.action.pinEditor");
    const editor = await vscode.window.showTextDocument(document, { viewColumn: 2 });
    editor.selection = new vscode.Selection(1, 1, 2, 2);
    await world.open("front.ts", "front");
    await vscode.workspace.fs.writeFile(world.uri("look.ts"), new TextEncoder().encode("look"));
    await vscode.window.showTextDocument(world.uri("look.ts"), { viewColumn: 1, preview: true });
    const before = tabs();
    assert.ok(before.join().includes("~look.ts") && before.join().includes("!a.ts"), before.join());

    await press("apply", replace("two", "2"), named("a.ts"));
    const shown = (): string => tabs().join();
    await until(() => shown().includes("*!a.ts"), "bringing the file into view");
    assert.deepEqual(
      tabs().map((column) => column.replaceAll("*", "")),
      before.map((column) => column.replaceAll("*", "")),
    );
    assert.equal(active(), "look.ts");
    await world.reviews.acceptAll(world.uri("a.ts"));
    assert.equal(active(), "look.ts");
    const again = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
    assert.ok(again?.selection.isEqual(new vscode.Selection(1, 1, 2, 2)), JSON.stringify(again?.selection));
    await vscode.window.showTextDocument(document, { viewColumn: 2 });
    await vscode.commands.executeCommand("workbench.action.unpinEditor");
  });

  it("opens a file that is not open in a tab of its own, in no other's place, and keeps the focus", async () => {
    await vscode.workspace.fs.writeFile(world.uri("a.ts"), new TextEncoder().encode("one\ntwo\n"));
    await vscode.workspace.fs.writeFile(world.uri("look.ts"), new TextEncoder().encode("look"));
    await vscode.window.showTextDocument(world.uri("look.ts"), { preview: true });
    await press("apply", replace("two", "2"), named("a.ts"));
    await until(() => tabs().join().includes("a.ts"), "opening the file");
    assert.deepEqual(tabs(), ["1: ~look.ts, *a.ts"]);
  });

  it("goes into a document that no tab shows as into any other: dirty, and not saved", async () => {
    await world.open("b.ts", "other");
    await vscode.workspace.fs.writeFile(world.uri("a.ts"), new TextEncoder().encode("one\ntwo\n"));
    const document = await vscode.workspace.openTextDocument(world.uri("a.ts"));
    const reviewId = await world.propose(document, "one\n2\n");
    await world.reviews.acceptAll({ reviewId });
    assert.equal(document.getText(), "one\n2\n");
    assert.equal(document.isDirty, true);
    assert.equal(await world.onDisk("a.ts"), "one\ntwo\n");
    assert.equal(active(), "b.ts");
    await document.save();
  });

  it("loses no key that is typed elsewhere while a proposal arrives and is accepted", async () => {
    await world.open("a.ts", "one\ntwo\n");
    const mine = await vscode.window.showTextDocument((await world.open("mine.txt", "")).document, 2);
    const letters = "the quick brown fox jumps over the lazy dog, twice and once more";
    const type = async (): Promise<void> => {
      for (const text of letters) await vscode.commands.executeCommand("type", { text });
    };
    const edit = async (): Promise<void> => {
      await press("apply", replace("two", "2"), named("a.ts"));
      await world.reviews.acceptAll(world.uri("a.ts"));
      await world.reviews.proposeNewFile({ uri: world.uri("new.ts"), text: "new\n", title: "Add Tests" });
      await press("apply", replace("2", "zwei"), named("a.ts"));
      await world.reviews.acceptAll(world.uri("a.ts"));
    };
    await Promise.all([type(), edit()]);
    assert.equal(mine.document.getText(), letters);
    const other = await vscode.workspace.openTextDocument(world.uri("a.ts"));
    assert.equal(other.getText(), "one\nzwei\n");
    assert.equal(active(), "mine.txt");
  });

  it("inserts at the cursor once for a double click, as one undo step back to the exact bytes", async () => {
    const text = "a\r\n\tb  \r\nc";
    const editor = await world.open("a.ts", text);
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    const code = "one();\ntwo();";
    const turn = answered(`\`\`\`ts\n${code}\n\`\`\``);
    const actions = blocks();
    const chat = chatOf(turn);
    const action = { action: "insert", turnId: turn.id, block: 0, code, language: "ts" } as const;
    await Promise.all([actions.run(chat, action), actions.run(chat, action)]);
    assert.equal(editor.document.getText().split("one();").length, 2);
    assert.match(editor.document.getText(), /one\(\);\r\n\ttwo\(\);/);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), text);
    assert.equal(editor.document.isDirty, false);
    await vscode.commands.executeCommand("redo");
    assert.match(editor.document.getText(), /two\(\);/);
  });

  it("asks before it inserts into a special file", async () => {
    world.saysYes = false;
    const { document } = await world.open(".env", "A=1\n");
    await press("insert", "B=2");
    assert.equal(document.getText(), "A=1\n");
    assert.match(world.asked[0]?.message ?? "", /^Change .*\.env\?$/);
  });

  it("inserts into a new document where no editor is open", async () => {
    await press("insert", "one();");
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document?.getText(), "one();");
  });

  it("proposes in the file of the question, whatever editor is active", async () => {
    const { document } = await world.open("a.ts", "one\ntwo\n");
    await world.open("b.ts", "one\ntwo\n");
    await press("apply", replace("two", "2"), named("a.ts"));
    assert.deepEqual(await world.lenses(world.uri("b.ts")), []);
    await world.reviews.acceptAll(document.uri);
    assert.equal(document.getText(), "one\n2\n");
  });

  it("uses no block that the answer does not finish", async () => {
    const { document } = await world.open("a.ts", "one\n");
    const whole = answered("```ts\none();\n```\n\n```ts\ntwo();\n");
    const turn = { ...whole, answer: { ...whole.answer, state: { type: "length" } as const } };
    const run = (action: CodeAction["action"], block: number, code: string): Promise<string> =>
      blocks().run(chatOf(turn), { action, turnId: turn.id, block, code, language: "ts" });
    for (const action of ["apply", "insert", "create", "runInTerminal"] as const) {
      assert.match(await run(action, 1, "two();"), /before it is finished/, action);
    }
    assert.equal(document.getText(), "one\n");
    await run("insert", 0, "one();");
    assert.match(document.getText(), /one\(\);/);
  });

  it("shows a proposal for 30,000 lines soon, and writes it as one small edit", async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `const value${index} = ${index};`);
    const { document } = await world.open("big.ts", lines.join("\n"));
    // The window is busy with a file of this size right after it is opened.
    await world.lenses(document.uri);
    const started = performance.now();
    await press("apply", replace("const value29990 = 29990;", "const changed = true;"), named("big.ts"));
    const shown = performance.now() - started;
    assert.equal((await world.lenses(document.uri)).length, 1);
    const changes: string[] = [];
    registrations.push(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) changes.push(...event.contentChanges.map(({ text }) => text));
      }),
    );
    await world.reviews.acceptAll(document.uri);
    assert.equal(document.lineAt(29_990).text, "const changed = true;");
    assert.ok(changes.join("").length < 30, changes.join("|"));
    process.stdout.write(`    30,000 lines: proposal shown after ${Math.round(shown)} ms\n`);
  });
});

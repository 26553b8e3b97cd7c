import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}`).join("\n");
const start = new vscode.Position(0, 0);

describe("a review in the editor", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  it("leaves the document, its dirty state and the file alone", async () => {
    const { document } = await world.open("a.ts", "one\ntwo\nthree\n");
    const { version } = document;
    await world.propose(document, "one\n2\nthree\n");
    assert.equal(document.getText(), "one\ntwo\nthree\n");
    assert.equal(document.version, version);
    assert.equal(document.isDirty, false);
    assert.equal(await world.onDisk("a.ts"), "one\ntwo\nthree\n");
  });

  it("has Accept and Reject above each change, and those for all above the first", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, numbered(8).replace("line 1", "LINE 1").replace("line 6", "LINE 6"));
    assert.deepEqual(await world.lenses(document.uri), [
      "1: Accept, Reject, Edit, Accept All, Reject All, Compare",
      "6: Accept, Reject, Edit",
    ]);
  });

  it("accepts everything in one undo step, back to the exact text and dirty state", async () => {
    const text = numbered(9);
    const { document } = await world.open("a.ts", text);
    const newText = `first\n${text.replace("line 3", "three\nand more").replace("\nline 7", "")}`;
    await world.propose(document, newText);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), newText);
    assert.equal(document.isDirty, true);
    assert.equal(await world.onDisk("a.ts"), text);
    assert.deepEqual(await world.lenses(document.uri), []);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    assert.equal(document.isDirty, false);
    await vscode.commands.executeCommand("redo");
    assert.equal(document.getText(), newText);
  });

  it("keeps every byte outside the change in a file with CRLF, tabs and trailing spaces", async () => {
    const text = "a  \r\n\tb\r\n\t\tc\t\r\n\td\r\ne";
    const { document } = await world.open("a.ts", text);
    await world.propose(document, "\t\tC\n\t\tC2", [2, 2]);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "a  \r\n\tb\r\n\t\tC\r\n\t\tC2\r\n\td\r\ne");
    await document.save();
    assert.equal(await world.onDisk("a.ts"), "a  \r\n\tb\r\n\t\tC\r\n\t\tC2\r\n\td\r\ne");
  });

  it("follows its lines through other line endings", async () => {
    const editor = await world.open("a.ts", "a\nb\nc\nd");
    await world.propose(editor.document, "C\nC2", [2, 2]);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "a\r\nb\r\nC\r\nC2\r\nd");
  });

  it("rejects without changing anything", async () => {
    const { document } = await world.open("a.ts", "one\ntwo");
    const { version } = document;
    await world.propose(document, "one\n2");
    await world.reviews.rejectAll();
    assert.equal(document.version, version);
    assert.equal(document.isDirty, false);
    assert.deepEqual(await world.lenses(document.uri), []);
  });

  it("accepts and rejects one change by its CodeLens", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, numbered(8).replace("line 1", "LINE 1\nmore").replace("line 6", "LINE 6"));
    await world.reviews.accept(await world.argument(document.uri, "Accept", 0));
    assert.equal(document.getText(), numbered(8).replace("line 1", "LINE 1\nmore"));
    assert.deepEqual(await world.lenses(document.uri), ["7: Accept, Reject, Edit, Accept All, Reject All, Compare"]);
    await world.reviews.reject(await world.argument(document.uri, "Reject"));
    assert.deepEqual(await world.lenses(document.uri), []);
  });

  it("makes one edit of two clicks on Accept", async () => {
    const { document } = await world.open("a.ts", "a\nb");
    await world.propose(document, "a\nnew\nb");
    const argument = await world.argument(document.uri, "Accept");
    await Promise.all([world.reviews.accept(argument), world.reviews.accept(argument), world.reviews.acceptAll()]);
    assert.equal(document.getText(), "a\nnew\nb");
    assert.deepEqual(world.told, []);
  });

  it("offers a change again when its acceptance is undone", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, numbered(8).replace("line 1", "LINE 1").replace("line 6", "LINE 6"));
    await world.reviews.accept(await world.argument(document.uri, "Accept", 1));
    assert.equal((await world.lenses(document.uri)).length, 1);
    await vscode.commands.executeCommand("undo");
    assert.equal((await world.lenses(document.uri)).length, 2);
  });

  it("moves with edits above it", async () => {
    const editor = await world.open("a.ts", "a\nb\nc");
    await world.propose(editor.document, "C", [2, 2]);
    await editor.edit((edit) => edit.insert(start, "new 1\nnew 2\n"));
    assert.deepEqual(await world.lenses(editor.document.uri), [
      "4: Accept, Reject, Edit, Accept All, Reject All, Compare",
    ]);
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "new 1\nnew 2\na\nb\nC");
  });

  it("leaves a change whose lines were edited to Accept and Reject by themselves, and says so", async () => {
    const editor = await world.open("a.ts", numbered(8));
    await world.propose(editor.document, numbered(8).replace("line 1", "LINE 1").replace("line 6", "LINE 6"));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 2), "!"));
    await world.reviews.acceptAll();
    const mine = numbered(8).replace("line 1", "li!ne 1").replace("line 6", "LINE 6");
    assert.equal(editor.document.getText(), mine);
    assert.match(world.told.join(), /^One change is left, where you changed the same lines/);
    assert.deepEqual(await world.lenses(editor.document.uri), [
      "1: Accept, Reject, Edit, Accept All, Reject All, Compare",
    ]);
    await world.reviews.accept();
    assert.equal(editor.document.getText(), mine.replace("li!ne 1", "LINE 1"));
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), mine);
    await world.reviews.rejectAll();
    assert.equal(editor.document.getText(), mine);
    assert.deepEqual(await world.lenses(editor.document.uri), []);
  });

  it("is as it was once typing across its lines is undone", async () => {
    const editor = await world.open("a.ts", "a\r\nb\r\nc\r\nd\r\ne\r\n");
    await world.propose(editor.document, "a\nb\nnew\nc\nD\ne\n");
    const lenses = await world.lenses(editor.document.uri);
    editor.selection = new vscode.Selection(1, 0, 4, 1);
    await vscode.commands.executeCommand("type", { text: "z" });
    await vscode.commands.executeCommand("type", { text: "y" });
    assert.equal(editor.document.getText(), "a\r\nzy\r\n");
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "a\r\nzy\r\n");
    while (editor.document.isDirty) await vscode.commands.executeCommand("undo");
    assert.deepEqual(await world.lenses(editor.document.uri), lenses);
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "a\r\nb\r\nnew\r\nc\r\nD\r\ne\r\n");
  });

  it("does not open again because accepted lines are edited", async () => {
    const editor = await world.open("a.ts", numbered(8));
    await world.propose(editor.document, numbered(8).replace("line 1", "LINE 1").replace("line 6", "LINE 6"));
    await world.reviews.accept(await world.argument(editor.document.uri, "Accept", 0));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 2), "!"));
    assert.deepEqual(await world.lenses(editor.document.uri), [
      "6: Accept, Reject, Edit, Accept All, Reject All, Compare",
    ]);
  });

  it("merges what somebody else writes to the file while it is closed", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, numbered(8).replace("line 1", "LINE 1\nnew").replace("line 6\n", ""));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await writeFile(document.uri.fsPath, `above\n${numbered(8)}\nbelow`);
    const editor = await vscode.window.showTextDocument(document.uri);
    await until(() => editor.document.lineCount === 10, "reading the file again");
    await world.reviews.acceptAll();
    const expected = numbered(8).replace("line 1", "LINE 1\nnew").replace("line 6\n", "");
    assert.equal(editor.document.getText(), `above\n${expected}\nbelow`);
  });

  it("merges what somebody else writes to the file while it is open", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, numbered(8).replace("line 1", "LINE 1").replace("line 6", "LINE 6"));
    await writeFile(document.uri.fsPath, `above\n${numbered(8).replace("line 6", "theirs")}`);
    await until(() => document.lineCount === 9, "reading the file again");
    await world.reviews.acceptAll();
    assert.equal(document.getText(), `above\n${numbered(8).replace("line 1", "LINE 1").replace("line 6", "theirs")}`);
    assert.match(world.told.join(), /^One change is left/);
  });

  it("refuses a proposal that changes nothing", async () => {
    const { document } = await world.open("a.ts", "one\r\ntwo");
    const texts = { base: "one\r\ntwo", newText: "one\ntwo" };
    const proposed = await world.reviews.propose({ uri: document.uri, ...texts, title: "Fix" });
    assert.equal(proposed.type, "refused");
  });

  it("proposes an insertion at the cursor", async () => {
    const editor = await world.open("a.ts", "function f() {\n  \n}\n");
    const cursor = new vscode.Position(1, 2);
    editor.selection = new vscode.Selection(cursor, cursor);
    await world.proposeAt(editor.document, new vscode.Range(cursor, cursor), "const a = 1;\n  return a;");
    assert.equal(editor.document.getText(), "function f() {\n  \n}\n");
    await world.reviews.accept();
    assert.equal(editor.document.getText(), "function f() {\n  const a = 1;\n  return a;\n}\n");
  });

  it("changes a part of a line only", async () => {
    const editor = await world.open("a.ts", "const a = b + c;\n");
    const edits: string[] = [];
    const listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document === editor.document) edits.push(...contentChanges.map(({ text }) => text));
    });
    await world.proposeAt(editor.document, new vscode.Range(0, 10, 0, 15), "sum(b, c)");
    await world.reviews.acceptAll();
    listening.dispose();
    assert.equal(editor.document.getText(), "const a = sum(b, c);\n");
    assert.ok(
      edits.every((text) => text.length <= 9),
      edits.join("|"),
    );
  });

  it("keeps selection and focus when it is accepted", async () => {
    const editor = await world.open("a.ts", numbered(8));
    editor.selection = new vscode.Selection(5, 1, 6, 3);
    await world.propose(editor.document, numbered(8).replace("line 1", "LINE\n1"));
    await world.reviews.acceptAll();
    assert.equal(vscode.window.activeTextEditor, editor);
    await until(() => editor.selection.isEqual(new vscode.Selection(6, 1, 7, 3)), "the selection's move");
  });

  it("works in a document with two editors", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await vscode.commands.executeCommand("workbench.action.splitEditor");
    await until(() => vscode.window.visibleTextEditors.length === 2, "the split");
    await world.propose(document, numbered(8).replace("line 2", "LINE 2"));
    await world.reviews.acceptAll();
    for (const editor of vscode.window.visibleTextEditors) {
      assert.equal(editor.document.getText(), numbered(8).replace("line 2", "LINE 2"));
    }
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), numbered(8));
    assert.equal(document.isDirty, false);
  });

  it("works in a document that no editor shows", async () => {
    const { document } = await world.open("a.ts", "one\ntwo");
    await world.open("b.ts", "other");
    const reviewId = await world.propose(document, "one\n2");
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "one\ntwo");
    assert.match(world.told.join(), /Next Change goes to a\.ts/);
    await world.reviews.acceptAll({ reviewId });
    assert.equal(document.getText(), "one\n2");
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, world.uri("b.ts").path);
  });

  it("stays with a document that is closed and opened again", async () => {
    const { document } = await world.open("a.ts", "one\ntwo");
    await world.propose(document, "one\n2");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    const editor = await vscode.window.showTextDocument(world.uri("a.ts"));
    assert.equal((await world.lenses(editor.document.uri)).length, 1);
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "one\n2");
  });

  it("goes with a file that is renamed", async () => {
    const { document } = await world.open("a.ts", "one\ntwo");
    await world.propose(document, "one\n2");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, world.uri("b.ts"));
    await vscode.workspace.applyEdit(edit);
    await world.reviews.acceptAll(world.uri("b.ts"));
    const renamed = await vscode.workspace.openTextDocument(world.uri("b.ts"));
    assert.equal(renamed.getText(), "one\n2");
  });

  it("joins an open review, or replaces what it overlaps and says so", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, "LINE 1", [1, 1]);
    await world.propose(document, "LINE 5", [5, 5]);
    assert.deepEqual(world.told, []);
    await world.propose(document, "line 5!", [4, 5]);
    assert.match(world.told.join(), /replaces/);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), numbered(8).replace("line 1", "LINE 1").replace("line 4\nline 5", "line 5!"));
  });

  it("says nothing when it was asked for in place of the other", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, "LINE 5", [5, 5]);
    const newText = numbered(8).replace("line 5", "Line 5");
    await world.reviews.propose({
      uri: document.uri,
      base: document.getText(),
      newText,
      title: "Repair",
      mendsOther: true,
    });
    assert.deepEqual(world.told, []);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), newText);
  });

  it("takes the person to its first change without a second tab, and leaves a preview one", async () => {
    const { document } = await world.open("a.ts", numbered(8));
    await world.propose(document, "LINE 5", [5, 5]);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.window.showTextDocument(document, { preview: true });
    await vscode.commands.executeCommand("workbench.action.focusSideBar");
    assert.equal(await world.reviews.review(document.uri), true);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.deepEqual(
      tabs.map(({ isPreview }) => isPreview),
      [true],
    );
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 5);
  });

  it("goes from change to change, around the end", async () => {
    const editor = await world.open("a.ts", numbered(9));
    await world.propose(editor.document, numbered(9).replace("line 2", "LINE 2").replace("line 7", "LINE 7"));
    const line = (): number => editor.selection.active.line;
    editor.selection = new vscode.Selection(start, start);
    await world.reviews.next();
    assert.equal(line(), 2);
    await world.reviews.next();
    assert.equal(line(), 7);
    await world.reviews.next();
    assert.equal(line(), 2);
    await world.reviews.previous();
    assert.equal(line(), 7);
    await world.reviews.accept();
    assert.equal(editor.document.getText(), numbered(9).replace("line 7", "LINE 7"));
  });

  it("says in a sentence when there is nothing to do", async () => {
    await world.open("a.ts", "one");
    const commands = ["accept", "reject", "acceptAll", "rejectAll", "next", "previous", "compare"] as const;
    for (const command of commands) await world.reviews[command]();
    assert.deepEqual(
      world.told,
      commands.map(() => "Nothing is proposed at the moment."),
    );
  });

  it("edits a line near the end of 20,000 with one small edit", async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `const value${index} = ${index};`);
    const { document } = await world.open("big.ts", lines.join("\n"));
    await world.propose(document, lines.with(19_990, "const changed = true;").join("\n"));
    let changed = 0;
    const listening = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document)
        changed += event.contentChanges.reduce((sum, { rangeLength }) => sum + rangeLength, 0);
    });
    await world.reviews.acceptAll();
    listening.dispose();
    assert.equal(document.lineAt(19_990).text, "const changed = true;");
    assert.ok(changed > 0 && changed < 30, `${changed} characters were replaced`);
  });

  it("works in an untitled document and ends with it", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "one\ntwo", language: "typescript" });
    await vscode.window.showTextDocument(document);
    await world.propose(document, "one\n2");
    await vscode.languages.setTextDocumentLanguage(document, "javascript");
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "one\n2");
    await world.propose(document, "1\n2");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until(() => document.isClosed, "closing");
    await world.reviews.next();
    assert.match(world.told.join(), /Nothing is proposed at the moment/);
  });
});

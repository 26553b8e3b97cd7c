import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `const value${index} = ${index};`).join("\n");
const begun = (...lines: readonly string[]): string => `Sure:\n\n\`\`\`ts\n${lines.join("\n")}\n`;

describe("an edit whose answer is still on its way", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  const whole = ({ document }: vscode.TextEditor): vscode.Range =>
    new vscode.Range(0, 0, document.lineCount - 1, document.lineAt(document.lineCount - 1).text.length);

  it("is shown with Stop above it, and leaves the document, the cursor and the focus alone", async () => {
    const editor = await world.open("a.ts", numbered(5));
    const { version } = editor.document;
    editor.selection = new vscode.Selection(3, 2, 3, 2);
    const writing = world.reviews.write(editor.document, whole(editor), "Refactor");
    assert.deepEqual(await world.lenses(editor.document.uri), [], "nothing before the answer begins");
    writing.update(begun("const value0 = 0;", "const other = 1;"));
    await until(async () => (await world.lenses(editor.document.uri)).join() === "0: Writing…, Stop", "Stop");
    assert.equal(editor.document.version, version);
    assert.deepEqual(editor.selection.active, new vscode.Position(3, 2));
    assert.equal(vscode.window.activeTextEditor, editor);
    writing.end();
    assert.deepEqual(await world.lenses(editor.document.uri), []);
  });

  it("stops by its lens, and only that one", async () => {
    const editor = await world.open("a.ts", numbered(5));
    const writing = world.reviews.write(editor.document, whole(editor), "Refactor");
    const other = world.reviews.write(editor.document, whole(editor), "Fix");
    writing.update(begun("const value0 = 0;"));
    await until(async () => (await world.lenses(editor.document.uri)).length > 0, "Stop");
    assert.equal(world.reviews.stopWriting({ writing: writing.id }), true);
    assert.equal(writing.signal.aborted, true);
    assert.equal(other.signal.aborted, false);
    assert.equal(world.reviews.stopWriting(undefined), false);
    writing.end();
    other.end();
  });

  it("has no Accept, and is not decided on before it ends", async () => {
    const editor = await world.open("a.ts", numbered(5));
    const writing = world.reviews.write(editor.document, whole(editor), "Refactor");
    writing.update(begun("const value0 = 0;", "const other = 1;", "const value2 = 2;"));
    await until(async () => (await world.lenses(editor.document.uri)).length > 0, "Stop");
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), numbered(5));
    assert.deepEqual(world.told, ["Nothing is proposed at the moment."]);
    writing.end();
  });

  it("becomes the review that its whole answer proposes", async () => {
    const editor = await world.open("a.ts", numbered(5));
    const { document } = editor;
    const writing = world.reviews.write(document, whole(editor), "Refactor");
    writing.update(begun("const value0 = 0;", "const other = 1;", "const value2 = 2;"));
    await until(async () => (await world.lenses(document.uri)).length > 0, "Stop");
    const base = document.getText();
    const newText = base.replace("value1", "other");
    const { id } = writing;
    const proposed = await world.reviews.propose({ uri: document.uri, base, newText, title: "Refactor", id });
    writing.end();
    assert.deepEqual(proposed, { type: "proposed", reviewId: id });
    assert.deepEqual(await world.lenses(document.uri), ["1: Accept, Reject, Edit, Accept All, Reject All, Compare"]);
  });

  it("follows what is typed above it", async () => {
    const editor = await world.open("a.ts", numbered(5));
    const writing = world.reviews.write(editor.document, new vscode.Range(2, 0, 3, 17), "Refactor");
    writing.update(begun("const other = 2;"));
    await until(async () => (await world.lenses(editor.document.uri)).join() === "2: Writing…, Stop", "Stop");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// one\n// two\n"));
    await until(async () => (await world.lenses(editor.document.uri)).join() === "4: Writing…, Stop", "moving down");
    writing.end();
  });
});

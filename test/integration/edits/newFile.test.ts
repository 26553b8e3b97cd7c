import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

const labels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe("a proposed file", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  async function propose(name: string, text = "test();\n"): Promise<vscode.TextDocument> {
    const proposed = await world.reviews.proposeNewFile({ uri: world.uri(name), text, title: "Add Tests" });
    assert.equal(proposed.type, "proposed");
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "askchatgpt-new");
    assert.ok(shown);
    return shown.document;
  }

  /** At the end of the document, as the person does it. */
  async function type(document: vscode.TextDocument, text: string): Promise<void> {
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(document.lineCount - 1).range.end;
    assert.ok(await editor.edit((edit) => edit.insert(end, text)));
  }

  it("is shown with its name, language and path, and is not on disk", async () => {
    const document = await propose("a.test.ts");
    assert.equal(document.getText(), "test();\n");
    assert.equal(document.languageId, "typescript");
    assert.deepEqual(labels(), ["a.test.ts"]);
    const [lenses = ""] = await world.lenses(document.uri);
    assert.match(lenses, /^0: Accept All, Reject All, New file .*a\.test\.ts$/);
    assert.equal(existsSync(world.uri("a.test.ts").fsPath), false);
  });

  it("does not take the focus from the editor that the person types in", async () => {
    const editor = await world.open("a.ts", "x");
    await propose("a.test.ts");
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.equal(vscode.window.visibleTextEditors.length, 2);
  });

  it("is created and opened when it is accepted", async () => {
    const document = await propose("a.test.ts", "one();\r\ntwo();\r\n");
    await vscode.window.showTextDocument(document);
    await world.reviews.acceptAll();
    assert.equal(await world.onDisk("a.test.ts"), "one();\r\ntwo();\r\n");
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), world.uri("a.test.ts").toString());
    await until(() => labels().length === 1, "closing the proposal");
  });

  it("leaves nothing behind when it is rejected", async () => {
    const document = await propose("a.test.ts");
    await world.reviews.rejectAll(await world.argument(document.uri, "Reject All"));
    await until(() => labels().length === 0, "closing the proposal");
    assert.equal(existsSync(world.uri("a.test.ts").fsPath), false);
  });

  it("never overwrites a file, neither when it is proposed nor when it is accepted", async () => {
    await world.open("a.ts", "mine");
    const proposed = await world.reviews.proposeNewFile({ uri: world.uri("a.ts"), text: "", title: "Add Tests" });
    assert.match(proposed.type === "refused" ? proposed.reason : "", /a\.ts exists already/);
    const document = await propose("b.ts", "theirs");
    await world.open("b.ts", "mine");
    await world.reviews.acceptAll(await world.argument(document.uri, "Accept All"));
    assert.equal(await world.onDisk("b.ts"), "mine");
    assert.match(world.told.join(), /b\.ts exists already/);
  });

  it("is created as it was typed, and as it was proposed when the typing is undone", async () => {
    const document = await propose("a.test.ts", "one();\n");
    await type(document, "two();\n");
    await world.reviews.acceptAll();
    assert.equal(await world.onDisk("a.test.ts"), "one();\ntwo();\n");
    await until(() => !labels().includes("a.test.ts") || labels().length === 1, "closing the proposal");

    const other = await propose("b.test.ts", "one();\n");
    await type(other, "two();\n");
    await vscode.commands.executeCommand("undo");
    await world.reviews.acceptAll(await world.argument(other.uri, "Accept All"));
    assert.equal(await world.onDisk("b.test.ts"), "one();\n");
  });

  it("asks nothing when it was typed into and is rejected, or its tab is closed after it was left", async () => {
    const document = await propose("a.test.ts");
    await type(document, "more();\n");
    await world.reviews.rejectAll(await world.argument(document.uri, "Reject All"));
    await until(() => labels().length === 0, "closing the proposal");
    assert.equal(existsSync(world.uri("a.test.ts").fsPath), false);

    const left = await propose("b.test.ts");
    await type(left, "more();\n");
    await world.open("a.ts", "x");
    await until(() => !left.isDirty, "saving what was typed");
  });

  it("keeps what was typed when the window is reloaded, whatever the encoding of files", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("encoding", "windows1252", vscode.ConfigurationTarget.Global);
    try {
      const document = await propose("a.test.ts", "é☃();\n");
      assert.equal(document.getText(), "é☃();\n");
      await type(document, "ü☃();\n");
      await document.save();
      world.restart();
      assert.equal((await vscode.workspace.openTextDocument(document.uri)).getText(), "é☃();\nü☃();\n");
      await world.reviews.acceptAll(await world.argument(document.uri, "Accept All"));
      assert.equal(await world.onDisk("a.test.ts"), "é☃();\nü☃();\n");
    } finally {
      await files.update("encoding", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("is replaced by a second proposal for the same path", async () => {
    const document = await propose("a.test.ts", "one");
    await world.reviews.proposeNewFile({ uri: world.uri("a.test.ts"), text: "two", title: "Add Tests" });
    await until(() => document.getText() === "two", "the new text");
    assert.match(world.told.join(), /replaces/);
  });
});

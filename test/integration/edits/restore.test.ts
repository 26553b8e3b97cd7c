import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { RestoreWorld } from "./restoreWorld.ts";
import { until } from "./reviewWorld.ts";

const BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n";
const AFTER = BEFORE.replace("two", "TWO").replace("six", "SIX\nand more");

describe("what was accepted from an answer", () => {
  let world: RestoreWorld;

  beforeEach(async () => {
    world = await RestoreWorld.create();
  });
  afterEach(() => world.stop());

  const open = async (text: string, name = "a.ts"): Promise<vscode.TextDocument> =>
    (await world.review.open(name, text)).document;

  async function replace(document: vscode.TextDocument, old: string, text: string): Promise<void> {
    const start = document.positionAt(document.getText().indexOf(old));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(start, start.translate(0, old.length)), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  it("is listed with its path, its lines and how far the decisions are", async () => {
    const document = await open(BEFORE);
    await world.propose(document, AFTER);
    const file = await world.listedFile(document.uri);
    assert.deepEqual(file, {
      uri: document.uri.toString(),
      path: world.review.path("a.ts"),
      kind: "change",
      added: 3,
      removed: 2,
      state: "proposed",
      open: true,
      restore: "none",
    });
    await world.review.reviews.accept(await world.review.argument(document.uri, "Accept", 0));
    await world.listed(document.uri, "partly-accepted");
    await world.review.reviews.rejectAll();
    await until(async () => (await world.listedFile(document.uri))?.added === 1, "the rejected lines being left out");
    await until(async () => (await world.listedFile(document.uri))?.restore === "take-back", "the point being kept");
  });

  it("is taken back in one step that is not saved, around what was typed elsewhere", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    await replace(document, "four", "4");
    await document.save();
    assert.deepEqual(await world.act(document.uri, "take-back"), { sentence: "", offers: [] });
    assert.equal(document.getText(), BEFORE.replace("four", "4"));
    assert.equal(document.isDirty, true);
    await world.listed(document.uri, "taken-back");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), AFTER.replace("four", "4"));
    assert.equal(document.isDirty, false);
    await world.listed(document.uri, "accepted");
  });

  it("is applied again, and taken back again", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    for (let round = 0; round < 2; round++) {
      await world.act(document.uri, "take-back");
      await world.listed(document.uri, "taken-back");
      assert.equal(document.getText(), BEFORE);
      await world.act(document.uri, "apply-again");
      await world.listed(document.uri, "accepted");
      assert.equal(document.getText(), AFTER);
    }
  });

  it("is not taken back where its lines were edited since; the lines are named and the rest can be", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    await replace(document, "TWO", "two and a half");
    const edited = document.getText();
    assert.deepEqual(await world.act(document.uri, "take-back"), {
      sentence: "a.ts was edited since, at line 2, where the change is.",
      offers: ["rest", "compare"],
    });
    assert.equal(document.getText(), edited);
    await world.act(document.uri, "compare");
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal((await vscode.workspace.openTextDocument(input.original)).getText(), BEFORE);
    assert.equal(input.modified.toString(), document.uri.toString());
    const { sentence } = await world.act(document.uri, "rest");
    assert.equal(sentence, "Left as edited: line 2.");
    assert.equal(document.getText(), BEFORE.replace("two", "two and a half"));
    await world.listed(document.uri, "taken-back");
  });

  it("is taken back in a file that is not open, in its own bytes", async () => {
    const bytes = Buffer.from(`\uFEFF${BEFORE.replaceAll("\n", "\r\n")}`);
    const uri = world.review.uri("b.ts");
    await writeFile(uri.fsPath, bytes);
    const document = await vscode.workspace.openTextDocument(uri);
    await world.change(document, AFTER.replaceAll("\n", "\r\n"));
    await document.save();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await world.act(uri, "take-back");
    await world.listed(uri, "taken-back");
    assert.ok(await (await vscode.workspace.openTextDocument(uri)).save());
    assert.deepEqual(await readFile(uri.fsPath), bytes);
  });

  it("is taken back after the window was reloaded, also when it was accepted in parts", async () => {
    const document = await open(BEFORE);
    await world.propose(document, AFTER);
    await world.review.reviews.accept(await world.review.argument(document.uri, "Accept", 0));
    await world.listed(document.uri, "partly-accepted");
    world.restart();
    await replace(document, "four", "4");
    await world.review.reviews.acceptAll();
    await world.listed(document.uri, "accepted");
    world.restart();
    await world.act(document.uri, "take-back");
    assert.equal(document.getText(), BEFORE.replace("four", "4"));
    await world.listed(document.uri, "taken-back");
  });

  it("is listed as taken back when it is undone in the editor, until it is redone", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    await vscode.commands.executeCommand("undo");
    await world.listed(document.uri, "taken-back");
    await vscode.commands.executeCommand("redo");
    await world.listed(document.uri, "accepted");
  });

  it("is offered again when it is undone while the review is open", async () => {
    const document = await open(BEFORE);
    await world.propose(document, AFTER);
    await world.review.reviews.accept(await world.review.argument(document.uri, "Accept", 0));
    await world.listed(document.uri, "partly-accepted");
    await vscode.commands.executeCommand("undo");
    await world.listed(document.uri, "proposed");
    await world.review.reviews.acceptAll();
    await world.listed(document.uri, "accepted");
    await world.act(document.uri, "take-back");
    assert.equal(document.getText(), BEFORE);
  });

  it("is taken back from one answer without what another answer changed", async () => {
    const document = await open(BEFORE);
    await world.change(document, BEFORE.replace("two", "TWO"), "one");
    await world.change(document, AFTER, "two");
    await world.act(document.uri, "take-back", "one");
    assert.equal(document.getText(), AFTER.replace("TWO", "two"));
    await world.listed(document.uri, "accepted", "two");
  });

  it("is taken back for each answer by itself when both were accepted at once", async () => {
    const document = await open(BEFORE);
    await world.propose(document, BEFORE.replace("two", "TWO"), "one");
    await world.propose(document, BEFORE.replace("six", "SIX"), "two");
    await world.review.reviews.acceptAll(document.uri);
    await world.listed(document.uri, "accepted", "one");
    await world.listed(document.uri, "accepted", "two");
    await world.act(document.uri, "take-back", "one");
    assert.equal(document.getText(), BEFORE.replace("six", "SIX"));
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    await world.listed(document.uri, "taken-back", "one");
    await world.listed(document.uri, "taken-back", "two");
  });

  it("is decided on, taken back and followed while another version of its question is shown", async () => {
    const document = await open(BEFORE);
    await world.propose(document, AFTER);
    await world.showVersion("another version");
    await world.review.reviews.acceptAll(document.uri);
    await world.listed(document.uri, "accepted");
    await document.save();
    const renamed = world.review.uri("renamed.ts");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed);
    await vscode.workspace.applyEdit(edit);
    await world.listed(renamed, "accepted");
    await world.act(renamed, "take-back");
    await world.listed(renamed, "taken-back");
    assert.equal((await vscode.workspace.openTextDocument(renamed)).getText(), BEFORE);
  });

  it("is followed when its file is renamed, and said to be gone when the file is", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    await document.save();
    const renamed = world.review.uri("renamed.ts");
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed);
    await vscode.workspace.applyEdit(edit);
    await world.listed(renamed, "accepted");
    await world.act(renamed, "take-back");
    assert.equal((await vscode.workspace.openTextDocument(renamed)).getText(), BEFORE);
    await world.act(renamed, "apply-again");
    await (await vscode.workspace.openTextDocument(renamed)).save();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await unlink(renamed.fsPath);
    await until(
      () => !vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === renamed.toString()),
      "the document being closed",
    );
    assert.deepEqual(await world.act(renamed, "take-back"), {
      sentence: "renamed.ts is not there any more: it was deleted, renamed or moved. Nothing was written.",
      offers: ["open-before"],
    });
    await world.act(renamed, "open-before");
    assert.equal(vscode.window.activeTextEditor?.document.getText(), BEFORE);
  });

  it("was never in the repository, and nothing of it is kept there", async () => {
    const document = await open(BEFORE);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const entries = async (): Promise<readonly string[]> => readdir(folder?.uri.fsPath ?? "", { recursive: true });
    const before = await entries();
    await world.change(document, AFTER);
    await until(async () => (await world.listedFile(document.uri))?.restore === "take-back", "the point being kept");
    assert.deepEqual(await entries(), before);
    assert.deepEqual(await readdir(join(world.storage, "restore")), ["chat"]);
  });

  it("is forgotten some time after its conversation is deleted", async () => {
    const document = await open(BEFORE);
    await world.change(document, AFTER);
    const kept = (id: string): boolean => existsSync(join(world.storage, "restore", id));
    await until(() => kept("chat"), "the point being kept");
    await world.deleteChat();
    world.restart();
    await world.addChat("other");
    await world.change(document, BEFORE);
    await until(() => kept("other"), "the next point being kept");
    assert.equal(kept("chat"), false);
  });

  describe("as a file", () => {
    const proposeFile = async (uri: vscode.Uri, step: Parameters<Proposed>[0]["step"]): Promise<void> => {
      const proposed = await world.proposer().proposeFile({ uri, step, title: "Edit" });
      assert.equal(proposed.type, "proposed", JSON.stringify(proposed));
      await world.review.reviews.acceptAll({ reviewId: proposed.type === "proposed" ? proposed.reviewId : "" });
    };
    type Proposed = ReturnType<RestoreWorld["proposer"]>["proposeFile"];

    it("that was created is deleted after asking, and made again", async () => {
      const uri = world.review.uri("new.ts");
      await proposeFile(uri, { kind: "create", text: "new\n" });
      await world.listed(uri, "accepted");
      world.review.saysYes = false;
      await world.act(uri, "take-back");
      assert.equal(existsSync(uri.fsPath), true);
      world.review.saysYes = true;
      await world.act(uri, "take-back");
      assert.equal(existsSync(uri.fsPath), false);
      assert.equal(world.review.asked.length, 2);
      await world.listed(uri, "taken-back");
      await world.act(uri, "apply-again");
      assert.equal(await world.review.onDisk("new.ts"), "new\n");
    });

    it("that was created and edited since is not deleted without a warning", async () => {
      const uri = world.review.uri("new.ts");
      await proposeFile(uri, { kind: "create", text: "new\n" });
      await world.listed(uri, "accepted");
      await replace(await vscode.workspace.openTextDocument(uri), "new", "mine");
      assert.deepEqual(await world.act(uri, "take-back"), {
        sentence: "new.ts was edited since it was created.",
        offers: ["delete", "compare"],
      });
      assert.equal(existsSync(uri.fsPath), true);
      await world.act(uri, "delete");
      assert.equal(existsSync(uri.fsPath), false);
    });

    it("that was deleted is made again with its bytes", async () => {
      const uri = world.review.uri("old.ts");
      const bytes = Buffer.from("\uFEFFold\r\n", "utf16le");
      await writeFile(uri.fsPath, bytes);
      await proposeFile(uri, { kind: "delete" });
      await world.listed(uri, "accepted");
      assert.equal(existsSync(uri.fsPath), false);
      await world.act(uri, "take-back");
      assert.deepEqual(await readFile(uri.fsPath), bytes);
      await world.listed(uri, "taken-back");
    });

    it("that was renamed gets its name back", async () => {
      const uri = world.review.uri("from.ts");
      const newUri = world.review.uri("to.ts");
      await writeFile(uri.fsPath, "text\n");
      await proposeFile(uri, { kind: "rename", newUri: newUri.toString() });
      await world.listed(newUri, "accepted");
      await world.act(newUri, "take-back");
      assert.deepEqual([existsSync(uri.fsPath), existsSync(newUri.fsPath)], [true, false]);
      await world.listed(uri, "taken-back");
      await world.act(uri, "apply-again");
      assert.deepEqual([existsSync(uri.fsPath), existsSync(newUri.fsPath)], [false, true]);
    });
  });
});

describe("restore points beyond the limit", () => {
  let world: RestoreWorld;

  beforeEach(async () => {
    world = await RestoreWorld.create(2_000);
  });
  afterEach(() => world.stop());

  it("go, the oldest first, and the list says so", async () => {
    const { document: first } = await world.review.open("a.ts", "x\n".repeat(500));
    const { document: second } = await world.review.open("b.ts", "x\n".repeat(500));
    await world.change(first, `y\n${first.getText()}`);
    const restoreOf = async ({ uri }: vscode.TextDocument): Promise<string | undefined> =>
      (await world.listedFile(uri))?.restore;
    await until(async () => (await restoreOf(first)) === "take-back", "the point being kept");
    await world.change(second, `y\n${second.getText()}`);
    await until(async () => (await restoreOf(first)) === "lost", "the oldest being lost");
    assert.equal(await restoreOf(second), "take-back");
    assert.equal((await world.act(first.uri, "take-back")).sentence, "This change is not part of the answer any more.");
  });
});

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld } from "./reviewWorld.ts";

describe("a review after the window is reloaded", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  it("is there again, at its lines", async () => {
    const editor = await world.open("a.ts", "a\nb\nc");
    await world.propose(editor.document, "C", [2, 2]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "new\n"));
    world.restart();
    assert.deepEqual(await world.lenses(editor.document.uri), [
      "3: Accept, Reject, Edit, Accept All, Reject All, Compare",
    ]);
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), "new\na\nb\nC");
  });

  it("is not there again once it is decided", async () => {
    const { document } = await world.open("a.ts", "a\nb");
    await world.propose(document, "a\nB");
    world.restart();
    await world.reviews.rejectAll();
    world.restart();
    assert.deepEqual(await world.lenses(document.uri), []);
    assert.equal(world.memory.values.size, 0);
  });

  it("is stale where the file changed meanwhile", async () => {
    const { document } = await world.open("a.ts", "a\nb");
    await world.propose(document, "a\nB");
    world.reviews.dispose();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await writeFile(world.uri("b.ts").fsPath, "");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(1, 0, 1, 1), "x");
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document.uri);
    world.restart();
    assert.deepEqual(await world.lenses(document.uri), ["1: Reject, Accept All, Reject All, Compare"]);
  });

  it("includes a proposed file", async () => {
    const uri = world.uri("new.test.ts");
    await world.reviews.proposeNewFile({ uri, text: "test();\n", title: "Add Tests" });
    world.restart();
    await world.reviews.acceptAll();
    assert.equal(await world.onDisk("new.test.ts"), "test();\n");
  });
});

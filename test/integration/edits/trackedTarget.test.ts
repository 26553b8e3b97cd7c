import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { TrackedTarget } from "../../../src/vscode/edits/trackedTarget.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

describe("a place that an answer is awaited for", () => {
  let world: ReviewWorld;
  let editor: vscode.TextEditor;
  let tracked: TrackedTarget;

  beforeEach(async () => {
    world = await ReviewWorld.create();
    editor = await world.open("a.ts", "a\nb\nc\nd\n");
    tracked = new TrackedTarget(editor.document, new vscode.Range(1, 0, 2, 1));
  });
  afterEach(async () => {
    tracked.dispose();
    await world.stop();
  });

  const insert = (line: number, character: number, text: string): Thenable<boolean> =>
    editor.edit((edit) => edit.insert(new vscode.Position(line, character), text));

  it("moves with edits above it and stays intact", async () => {
    await insert(0, 0, "new\n");
    assert.deepEqual(tracked.state, { range: new vscode.Range(2, 0, 3, 1), intact: true, closed: false });
    assert.equal(tracked.target.text, "b\nc");
  });

  it("is not intact once its text is edited, and is again when that is undone", async () => {
    await insert(1, 1, "!");
    assert.equal(tracked.state.intact, false);
    await vscode.commands.executeCommand("undo");
    assert.equal(tracked.state.intact, true);
  });

  it("is intact after the line endings changed", async () => {
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    assert.deepEqual(tracked.state, { range: new vscode.Range(1, 0, 2, 1), intact: true, closed: false });
  });

  it("is lost when the text around an empty place is deleted", async () => {
    const place = new TrackedTarget(editor.document, new vscode.Range(2, 0, 2, 0));
    await editor.edit((edit) => edit.delete(new vscode.Range(1, 0, 3, 0)));
    assert.equal(place.state.intact, false);
    place.dispose();
  });

  it("says when its document is closed", async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: "x" });
    await vscode.window.showTextDocument(untitled);
    const place = new TrackedTarget(untitled, new vscode.Range(0, 0, 0, 1));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until(() => place.state.closed, "closing");
    assert.equal(place.state.intact, false);
    place.dispose();
  });
});

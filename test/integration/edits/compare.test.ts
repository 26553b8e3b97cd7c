import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

describe("comparing", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  /** The tabs with a diff, each with its two documents. */
  async function diffs(): Promise<readonly { label: string; left: vscode.TextDocument; right: vscode.TextDocument }[]> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    return Promise.all(
      tabs.flatMap(({ label, input }) =>
        input instanceof vscode.TabInputTextDiff
          ? [
              Promise.all([
                vscode.workspace.openTextDocument(input.original),
                vscode.workspace.openTextDocument(input.modified),
              ]).then(([left, right]) => ({ label, left, right })),
            ]
          : [],
      ),
    );
  }

  it("shows the document beside what it would become, and follows both", async () => {
    const editor = await world.open("a.ts", "a\r\nb\r\nc\r\nd\r\ne\r\nf");
    await world.propose(editor.document, "A\nb\nc\nd\nE\nf");
    await world.reviews.compare();
    const [diff] = await diffs();
    assert.ok(diff);
    assert.equal(diff.label, "a.ts: current ↔ proposed");
    assert.deepEqual([diff.left.languageId, diff.right.languageId], ["typescript", "typescript"]);
    assert.equal(diff.left.getText(), "a\r\nb\r\nc\r\nd\r\ne\r\nf");
    assert.equal(diff.right.getText(), "A\r\nb\r\nc\r\nd\r\nE\r\nf");

    const edit = new vscode.WorkspaceEdit();
    edit.insert(editor.document.uri, new vscode.Position(2, 1), "!");
    await vscode.workspace.applyEdit(edit);
    await until(() => diff.left.getText() === "a\r\nb\r\nc!\r\nd\r\ne\r\nf", "the left side's update");
    await until(() => diff.right.getText() === "A\r\nb\r\nc!\r\nd\r\nE\r\nf", "the right side's update");

    await world.reviews.reject(await world.argument(editor.document.uri, "Reject"));
    await until(() => diff.right.getText() === "a\r\nb\r\nc!\r\nd\r\nE\r\nf", "the rejection's update");
  });

  it("takes decisions in the diff, which closes with the review", async () => {
    const { document } = await world.open("a.ts", "a\nb");
    await world.propose(document, "a\nB");
    await world.reviews.compare();
    assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, "askchatgpt-proposal");
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "a\nB");
    await until(async () => (await diffs()).length === 0, "closing the diff");
  });

  it("is opened at once where the person has hidden comments, without taking the focus", async () => {
    const configuration = vscode.workspace.getConfiguration("comments");
    await configuration.update("visible", false, vscode.ConfigurationTarget.Global);
    try {
      const { document } = await world.open("a.ts", "a\nb");
      await world.propose(document, "a\nB");
      assert.equal((await diffs()).length, 1);
      assert.equal(vscode.window.activeTextEditor?.document, document);
    } finally {
      await configuration.update("visible", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

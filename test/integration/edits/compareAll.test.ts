import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { proposedSource } from "../../../src/vscode/edits/proposedDocuments.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

const labels = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe("comparing all files", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  /** The documents of this extension that VS Code has opened, as `kind name: text`. */
  function sides(): readonly string[] {
    return vscode.workspace.textDocuments.flatMap((document) => {
      const source = proposedSource(document.uri);
      // What an earlier test compared stays open for a while.
      const isOurs = source?.uri.path.startsWith(world.uri("").path) ?? false;
      return source && isOurs ? [`${source.kind} ${source.uri.path.split("/").at(-1)}: ${document.getText()}`] : [];
    });
  }

  const isOpen = (): boolean => labels().some((label) => label.startsWith("Proposed changes"));

  it("shows every file with something open in one editor, and closes with the last of them", async () => {
    const a = await world.open("a.ts", "one\n");
    await world.propose(a.document, "ONE\n");
    const b = await world.open("b.ts", "two\n");
    await world.propose(b.document, "TWO\n");
    const old = await world.open("old.ts", "old\n");
    await world.reviews.proposeFile({ uri: old.document.uri, step: { kind: "delete" }, title: "Apply" });
    const step = { kind: "create", text: "new\n" } as const;
    await world.reviews.proposeFile({ uri: world.uri("new.ts"), step, title: "Apply" });
    await world.reviews.compareAll();
    await until(isOpen, "the editor with all files");
    const all = [
      "current a.ts: one\n",
      "proposed a.ts: ONE\n",
      "current b.ts: two\n",
      "proposed b.ts: TWO\n",
      "current old.ts: old\n",
      "new new.ts: new\n",
    ];
    await until(() => all.every((side) => sides().includes(side)), `both sides of each file, not ${sides().join()}`);
    for (const name of ["a.ts", "b.ts", "old.ts", "new.ts"]) {
      assert.equal(isOpen(), true);
      await world.reviews.rejectAll(world.uri(name));
    }
    await until(() => !isOpen(), "closing the editor with all files");
    assert.equal(labels().includes("a.ts"), true);
  });

  it("shows the files of one proposal when it is named", async () => {
    const a = await world.open("a.ts", "one\n");
    const reviewId = await world.propose(a.document, "ONE\n");
    const b = await world.open("b.ts", "two\n");
    await world.propose(b.document, "TWO\n");
    await world.reviews.compareAll({ reviewId });
    await until(() => sides().includes("proposed a.ts: ONE\n"), "the proposal's file");
    assert.equal(
      sides().some((side) => side.includes("b.ts")),
      false,
    );
  });

  it("says when there is nothing to compare", async () => {
    await world.reviews.compareAll();
    assert.deepEqual(world.told, ["Nothing is proposed at the moment."]);
  });
});

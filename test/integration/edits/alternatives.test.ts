import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld } from "./reviewWorld.ts";

const base = "one\ntwo\nthree\nfour\nfive\nsix";
const first = base.replace("two", "TWO").replace("five", "FIVE");
const second = base.replace("three", "THREE");
const third = base.replace("six", "SIX\nseven");
const TOP = "Accept, Reject, Edit, Accept All, Reject All, Compare";
const STEPS = "Previous Alternative, Next Alternative";

describe("several candidates for an edit", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  async function proposeAll(...alternatives: readonly string[]): Promise<vscode.TextDocument> {
    const { document } = await world.open("a.ts", base);
    const proposal = { uri: document.uri, base, newText: first, alternatives, title: "Refactor" };
    assert.equal((await world.reviews.propose(proposal)).type, "proposed");
    return document;
  }

  it("are stepped through in the review, around the end", async () => {
    const { uri } = await proposeAll(second, third);
    assert.deepEqual(await world.lenses(uri), [`1: ${TOP}, Alternative 1 of 3, ${STEPS}`, "4: Accept, Reject, Edit"]);
    await world.reviews.texts.nextAlternative(await world.argument(uri, "Next Alternative"));
    assert.deepEqual(await world.lenses(uri), [`2: ${TOP}, Alternative 2 of 3, ${STEPS}`]);
    await world.reviews.texts.nextAlternative();
    assert.deepEqual(await world.lenses(uri), [`5: ${TOP}, Alternative 3 of 3, ${STEPS}`]);
    await world.reviews.texts.nextAlternative();
    await world.reviews.texts.previousAlternative();
    await world.reviews.acceptAll();
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), third);
  });

  it("are one where they are the same", async () => {
    const { uri } = await proposeAll(first, first.replaceAll("\n", "\r\n"));
    assert.deepEqual(await world.lenses(uri), [`1: ${TOP}`, "4: Accept, Reject, Edit"]);
    await world.reviews.texts.nextAlternative();
    assert.deepEqual(world.told, ["There is no other candidate for this proposal."]);
  });

  for (const [decision, decide] of [
    ["accepted", (reviews: ReviewWorld["reviews"], argument: unknown) => reviews.accept(argument)],
    ["rejected", (reviews: ReviewWorld["reviews"], argument: unknown) => reviews.reject(argument)],
  ] as const) {
    it(`stay the one that was ${decision} in part`, async () => {
      const { uri } = await proposeAll(second);
      await decide(world.reviews, await world.argument(uri, decision === "accepted" ? "Accept" : "Reject"));
      await world.reviews.texts.nextAlternative();
      assert.deepEqual(world.told, [
        "You decided on a part of this proposal already, so it stays as it is. Reject the rest and ask again.",
      ]);
      world.restart();
      assert.deepEqual(await world.lenses(uri), [`4: ${TOP}`]);
    });
  }

  it("can be stepped through again once the decision is undone", async () => {
    const { uri } = await proposeAll(second);
    await world.reviews.accept(await world.argument(uri, "Accept"));
    await vscode.commands.executeCommand("undo");
    await world.reviews.texts.nextAlternative();
    assert.deepEqual(await world.lenses(uri), [`2: ${TOP}, Alternative 2 of 2, ${STEPS}`]);
  });

  it("keep what was typed elsewhere meanwhile", async () => {
    const { uri } = await proposeAll(second);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "zero\n"));
    await world.reviews.texts.nextAlternative();
    assert.deepEqual(await world.lenses(uri), [`3: ${TOP}, Alternative 2 of 2, ${STEPS}`]);
    await world.reviews.acceptAll();
    assert.equal(editor.document.getText(), `zero\n${second}`);
  });

  it("survive a reload, with the one that was shown", async () => {
    const { uri } = await proposeAll(second, third);
    await world.reviews.texts.nextAlternative();
    world.restart();
    assert.deepEqual(await world.lenses(uri), [`2: ${TOP}, Alternative 2 of 3, ${STEPS}`]);
    await world.reviews.texts.nextAlternative();
    assert.deepEqual(await world.lenses(uri), [`5: ${TOP}, Alternative 3 of 3, ${STEPS}`]);
  });
});
